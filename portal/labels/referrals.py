"""The names of the coded values of referrals, and what refusals say of them."""

from flask_babel import lazy_gettext as _l

from portal.domain.referrals import Quarter, quarter_named
from portal.labels.plans import QUARTERS

RESULTS = {
    "answered": _l("Answered: the person got help"),
    "refused.no_place": _l("Refused: no free place"),
    "refused.other_group": _l("Refused: not for this group of people"),
    "refused.conditions": _l("Refused: a condition was not met"),
    "refused.no_language": _l("Refused: no interpreter"),
    "refused.not_ours": _l("Refused: they say it is not their work"),
    "refused.other": _l("Refused: another reason"),
    "no_answer": _l("No answer"),
}
NAMES = {
    "referral_result": RESULTS,
    "referral_outcome": {
        "answered": _l("Answered"),
        "refused": _l("Refused"),
        "no_answer": _l("No answer"),
    },
    "referral_reason": {
        "no_place": _l("No free place"),
        "other_group": _l("Not for this group of people"),
        "conditions": _l("A condition was not met"),
        "no_language": _l("No interpreter"),
        "not_ours": _l("They say it is not their work"),
        "other": _l("Another reason"),
    },
    "referral_word": {
        "waiting": _l("not said yet"),
        "confirmed": _l("confirmed"),
        "unknown": _l("not known there"),
    },
    "referral_help": {
        "shelter": _l("A place to stay and safety"),
        "health": _l("Health"),
        "law": _l("Law, identification, interpreting"),
        "future": _l("School, work and return"),
        "other": _l("All other help"),
    },
}
REFUSALS = {
    "quarter_closed": _l(
        "This quarter is closed: its numbers do not change any more. Choose another."
    ),
    "same_body": _l("A body does not refer to itself. Choose another one."),
    "referral_changed": _l(
        "Somebody changed this line meanwhile. Look at it again, then decide."
    ),
    "nothing_corrected": _l(
        "The receiver does not know of these. Correct what is wrong, or ask them to say"
        " that it is so after all."
    ),
}


def quarter_words(quarter: str | Quarter) -> str:
    """A quarter as people say it."""
    found = quarter_named(quarter) if isinstance(quarter, str) else quarter
    return str(QUARTERS[found.number]) % {"year": found.year}
