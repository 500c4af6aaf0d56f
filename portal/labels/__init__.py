"""The names of coded values and the wording of refusals, for every reader."""

from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal import terms
from portal.labels import (
    countries,
    hsds,
    intake,
    meetings,
    names,
    pathways,
    plans,
    referrals,
    refusals,
    services,
)
from portal.languages import current

LABELS: dict[str, dict[str, Any]] = {
    **names.NAMES,
    **services.NAMES,
    **pathways.NAMES,
    **meetings.NAMES,
    **plans.NAMES,
    **hsds.NAMES,
    **intake.NAMES,
    **referrals.NAMES,
    **countries.NAMES,
}
ABOUT = {
    **refusals.REFUSALS,
    **meetings.REFUSALS,
    **plans.REFUSALS,
    **hsds.REFUSALS,
    **intake.REFUSALS,
    **referrals.REFUSALS,
}


def label(kind: str, code: str | None) -> str:
    """The name of a coded value in the reader's language; "" for none.

    A code of the taxonomy may be one that the office added.
    """
    if not code:
        return ""
    known = LABELS[kind].get(code)
    return str(known) if known is not None else str(terms.name(kind, code) or code)


def wording(code: str, about: dict[str, Any]) -> str:
    """What a refusal says to the person."""
    return str(ABOUT[code]) % about if about else str(ABOUT[code])


def limit_words(value: int | None, unit: str | None) -> str:
    """A time limit as people say it, "" for none."""
    if value is None or unit is None:
        return ""
    return _limit(value, unit, current().code)


@lru_cache(maxsize=512)
def _limit(value: int, unit: str, language: str) -> str:
    """The same in the language of the request: hundreds of steps have few limits."""
    if value == 0:
        return _("at once")
    if unit == "minute":
        return ngettext("within %(num)d minute", "within %(num)d minutes", value)
    if unit == "hour":
        return ngettext("within %(num)d hour", "within %(num)d hours", value)
    return ngettext("within %(num)d day", "within %(num)d days", value)
