"""The names of units and of what figures are broken down by, for every reader."""

from flask_babel import lazy_gettext as _l

_UNITS = {
    "person": _l("persons"),
    "referral": _l("referrals"),
    "charge": _l("criminal charges"),
    "meeting": _l("meetings"),
    "team": _l("teams"),
    "document": _l("documents"),
    "training": _l("trainings"),
    "place": _l("places"),
    "event": _l("events"),
    "percent": _l("per cent"),
    "eur": _l("euros"),
    "yes_no": _l("1 = yes, 0 = no"),
}
_BREAKDOWNS = {
    "age=child": _l("children"),
    "age=adult": _l("adults"),
    "sex=female": _l("female"),
    "sex=male": _l("male"),
    "population=refugee_migrant": _l("refugees and migrants"),
    "citizenship=serbia": _l("citizens of Serbia"),
    "citizenship=other": _l("citizens of other states"),
    "source=police": _l("police"),
    "source=csw": _l("centres for social work"),
    "source=ngo": _l("civil society organisations"),
    "source=abroad": _l("organisations from abroad and international ones"),
    "source=self": _l("the person alone"),
    "source=other": _l("other sources"),
    "exploitation=sexual": _l("sexual"),
    "exploitation=labour": _l("labour"),
    "exploitation=forced_marriage": _l("forced marriage"),
    "exploitation=begging": _l("forced begging"),
    "exploitation=multiple": _l("multiple"),
    "exploitation=offences": _l("coerced offences"),
    "gap=accommodation": _l("safe accommodation and shelter"),
    "gap=reintegration_outside_belgrade": _l(
        "reintegration programmes outside Belgrade"
    ),
    "gap=psychotherapists": _l(
        "trained psychotherapists, especially in local communities"
    ),
    "gap=tailor_made": _l(
        "services tailored to the person: the idea exists, the know-how does not"
    ),
    "gap=monitoring_and_information": _l(
        "following migrants outside the centres, and telling a person that the"
        " perpetrator was released"
    ),
    "gap=state_budget": _l("too small a state budget"),
    "gap=police_capacity": _l("too little capacity in the police"),
    "gap=sop_indicators": _l("no indicators and procedures"),
    "gap=child_shelter_reintegration": _l("shelter and reintegration for children"),
    "gap=trained_professionals": _l("professionals with too little training"),
    "gap=psychotherapy_outside_belgrade": _l("psychotherapy outside Belgrade"),
    "solution=capacity_building": _l("training and specialisation of professionals"),
    "solution=child_friendly_accommodation": _l("child-friendly accommodation"),
}


def unit_name(code: str) -> str:
    """What is counted; a code that nobody has named stands for itself."""
    return str(_UNITS.get(code, code))


def breakdown_name(dimension: str, value: str) -> str:
    """One value of one dimension, as `age=child`."""
    return str(_BREAKDOWNS.get(f"{dimension}={value}", value))
