"""The names of what services are, whom they take, and when they are open."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.schedule import alike, said_intervals

NAMES: dict[str, dict[str, Any]] = {
    "gap": {
        "service": _l("Service"),
        "country": _l("For the whole country"),
        "none": _l("Confirmed none"),
        "unknown": _l("Nobody has looked"),
    },
    "term_kind": {
        "category": _l("Kinds of help"),
        "model": _l("Ways of helping"),
        "phase": _l("Phases"),
        "group": _l("Groups"),
    },
    "term_state": {
        "proposed": _l("Waits for a second person"),
        "in_use": _l("In use"),
        "retired": _l("No longer offered"),
    },
    "model": {
        "crisis_shelter": _l("Crisis shelter"),
        "transition_house": _l("Transition house"),
        "day_centre": _l("Day centre"),
        "mobile": _l("Mobile, comes to the person"),
        "office": _l("At an office or an institution"),
        "remote": _l("By phone or online"),
    },
    "phase": {
        "crisis": _l("First three months"),
        "transition": _l("Fourth month to a year"),
        "inclusion": _l("Second and third year"),
    },
    "status_needed": {
        "none": _l("No status needed"),
        "potential": _l("Potential victim"),
        "presumed": _l("Presumed victim"),
        "identified": _l("Formally identified victim"),
    },
    "residence": {
        "any": _l("Everybody, whatever papers"),
        "citizens": _l("Citizens of Serbia"),
        "residents": _l("People with registered residence"),
        "foreign_legal": _l("Foreigners with a right to stay"),
        "foreign_irregular": _l("Foreigners without papers"),
        "asylum": _l("Asylum seekers and refugees"),
    },
    "dependants": {
        "welcome": _l("Children may come along"),
        "young_children": _l("Young children may come along"),
        "not_taken": _l("Without children"),
    },
    "accompaniment": {
        "none": _l("Come alone, nobody needs to refer you"),
        "referral": _l("A service must refer you"),
        "guardian": _l("With a parent or guardian"),
        "police": _l("The police bring you"),
    },
    "answer": {
        "yes": _l("Yes"),
        "partly": _l("Partly"),
        "no": _l("No"),
    },
    "interpretation": {
        "there": _l("Interpreter on the spot"),
        "on_request": _l("Interpreter on request"),
        "none": _l("No interpreter"),
    },
    "access": {
        "step_free": _l("Step-free entrance"),
        "toilet": _l("Accessible toilet"),
        "parking": _l("Parking for disabled people"),
        "sign_language": _l("Sign language"),
        "hearing_loop": _l("Hearing loop"),
        "easy_read": _l("Easy-to-read information"),
        "home_visits": _l("Visits at home"),
    },
    "licence_state": {
        "none": _l("No licence"),
        "in_process": _l("Licence in process"),
        "licensed": _l("Licensed"),
        "suspended": _l("Licence suspended"),
        "withdrawn": _l("Licence withdrawn"),
    },
    "holidays": {
        "closed": _l("Closed on holidays"),
        "open": _l("Open on holidays too"),
    },
    "weekday": {
        "1": _l("Monday"),
        "2": _l("Tuesday"),
        "3": _l("Wednesday"),
        "4": _l("Thursday"),
        "5": _l("Friday"),
        "6": _l("Saturday"),
        "7": _l("Sunday"),
    },
    "weekday_short": {
        "1": _l("Mon"),
        "2": _l("Tue"),
        "3": _l("Wed"),
        "4": _l("Thu"),
        "5": _l("Fri"),
        "6": _l("Sat"),
        "7": _l("Sun"),
    },
    "spoken": {
        "sr": _l("Serbian"),
        "en": _l("English"),
        "sq": _l("Albanian"),
        "hu": _l("Hungarian"),
        "rom": _l("Romani"),
        "ro": _l("Romanian"),
        "bg": _l("Bulgarian"),
        "mk": _l("Macedonian"),
        "sk": _l("Slovak"),
        "ru": _l("Russian"),
        "uk": _l("Ukrainian"),
        "de": _l("German"),
        "fr": _l("French"),
        "es": _l("Spanish"),
        "tr": _l("Turkish"),
        "ar": _l("Arabic"),
        "fa": _l("Farsi"),
        "ps": _l("Pashto"),
        "ur": _l("Urdu"),
        "zh": _l("Chinese"),
        "sgn": _l("Sign language"),
    },
}


def hours_lines(schedule: dict[str, Any] | None, *, always_open: bool) -> list[str]:
    """When a service is open, a line for each run of days alike; [] if unknown."""
    if always_open:
        return [_("Day and night, every day")]
    if not schedule:
        return []
    short = NAMES["weekday_short"]
    lines = [
        f"{short[first]}{f'–{short[last]}' if first != last else ''} "
        f"{said_intervals(found)}"
        for first, last, found in alike(schedule["week"])
    ]
    if schedule["by_appointment"]:
        lines.append(_("By appointment"))
    if schedule["holidays"]:
        lines.append(str(NAMES["holidays"][schedule["holidays"]]))
    return lines
