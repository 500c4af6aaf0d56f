"""Whom a service takes and on what terms, as codes; nothing said is never a "no"."""

from enum import StrEnum


class StatusNeeded(StrEnum):
    """What a person must be in the eyes of the state (seed 003, section 6)."""

    NONE = "none"
    POTENTIAL = "potential"
    PRESUMED = "presumed"
    IDENTIFIED = "identified"


class Residence(StrEnum):
    """Whom a service takes by citizenship and residence."""

    ANY = "any"
    CITIZENS = "citizens"
    RESIDENTS = "residents"
    FOREIGN_LEGAL = "foreign_legal"
    FOREIGN_IRREGULAR = "foreign_irregular"
    ASYLUM = "asylum"


class Dependants(StrEnum):
    """Whether a person may come with children or others in their care."""

    WELCOME = "welcome"
    YOUNG_CHILDREN = "young_children"
    NOT_TAKEN = "not_taken"


class Accompaniment(StrEnum):
    """Who has to come along or to refer."""

    NONE = "none"
    REFERRAL = "referral"
    GUARDIAN = "guardian"
    POLICE = "police"


class Answer(StrEnum):
    """One of three separate answers: entitled in law, existing, accessible."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Interpretation(StrEnum):
    THERE = "there"
    ON_REQUEST = "on_request"
    NONE = "none"


class Access(StrEnum):
    """What a place or a service offers to disabled people."""

    STEP_FREE = "step_free"
    TOILET = "toilet"
    PARKING = "parking"
    SIGN_LANGUAGE = "sign_language"
    HEARING_LOOP = "hearing_loop"
    EASY_READ = "easy_read"
    HOME_VISITS = "home_visits"


class LicenceState(StrEnum):
    NONE = "none"
    IN_PROCESS = "in_process"
    LICENSED = "licensed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class Model(StrEnum):
    """How help is delivered (seed 003, section 7)."""

    CRISIS_SHELTER = "crisis_shelter"
    TRANSITION_HOUSE = "transition_house"
    DAY_CENTRE = "day_centre"
    MOBILE = "mobile"
    OFFICE = "office"
    REMOTE = "remote"


class Phase(StrEnum):
    """Months since leaving the exploitation (seed 003: 0-3, 4-12, 13-36)."""

    CRISIS = "crisis"
    TRANSITION = "transition"
    INCLUSION = "inclusion"


SHELTERED = frozenset({Model.CRISIS_SHELTER, Model.TRANSITION_HOUSE})

# ISO 639 codes of the languages that services here say they speak; others by text.
SPOKEN = (
    *("sr", "en", "sq", "hu", "rom", "ro", "bg", "mk", "sk", "ru", "uk"),
    *("de", "fr", "es", "tr", "ar", "fa", "ps", "ur", "zh", "sgn"),
)


def starts_confidential(model: str | None) -> bool:
    """Whether a service of this model is confidential unless somebody says otherwise.

    Rule: domain.md, Services, *Place tiers*.
    """
    return model in SHELTERED
