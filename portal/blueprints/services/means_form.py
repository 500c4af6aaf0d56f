"""The parts of a record's form on languages, ways in, capacity, money and licence."""

from flask_babel import lazy_gettext as _l

from portal.blueprints.services.inputs import (
    IN_ENGLISH,
    Part,
    day,
    number,
    one_of,
    several,
)
from portal.domain.conditions import SPOKEN, Access, Interpretation, LicenceState
from portal.forms import coded, line


class SpeakingPart(Part):
    """How people are understood there, and how they get in."""

    spoken = several(_l("Languages spoken"), coded("spoken", SPOKEN))
    interpretation = one_of(_l("Interpretation"), "interpretation", Interpretation)
    languages = line(_l("More about languages"), required=False, most=120)
    languages_en = line(IN_ENGLISH, required=False, most=120)
    accessibility = several(_l("For disabled people"), coded("access", Access))


class CapacityPart(Part):
    """How many it takes, and when that was so."""

    capacity = number(_l("Places or persons at one time"))
    capacity_on = day(_l("As of"))


class MeansPart(Part):
    """Who pays, and how it is licensed."""

    funding = line(_l("Who pays for it"), required=False, most=200)
    funding_en = line(IN_ENGLISH, required=False, most=200)
    funded_until = day(_l("Paid until"))
    licence_state = one_of(_l("Licence"), "licence_state", LicenceState)
    licence = line(
        _l("Number of the licence"),
        hint=_l("Your team alone sees it."),
        required=False,
        most=120,
    )
    licensed_until = day(_l("Licensed until"))


SPEAKING = ("spoken", "interpretation", "accessibility")
CAPACITY = ("capacity", "capacity_on")
MEANS = ("funded_until", "licence_state", "licensed_until")
