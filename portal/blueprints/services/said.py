"""The fields of a record by name, and what one holds in words: for showing changes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from portal.blueprints.services.drafted import DAYS
from portal.labels import label
from portal.labels.services import hours_lines
from portal.languages import say, show_date

FIELDS: dict[str, Any] = {
    "organisation": _l("Who offers it"),
    "name": _l("Name of the service"),
    "summary": _l("What it does, in one or two sentences"),
    "category": _l("Kind of help"),
    "tier": _l("Who may know where it is"),
    "specialised": _l("Made for trafficked persons"),
    "national_number": _l("This is the national number"),
    "groups": _l("For whom"),
    "contacts": _l("Contacts"),
    "always_open": _l("Open day and night, every day"),
    "hours": _l("Hours"),
    "schedule": _l("Opening hours"),
    "languages": _l("More about languages"),
    "spoken": _l("Languages spoken"),
    "interpretation": _l("Interpretation"),
    "cost": _l("What it costs"),
    "address": _l("Address"),
    "lat": _l("Latitude"),
    "lon": _l("Longitude"),
    "places": _l("Further places"),
    "areas": _l("Towns it serves"),
    "nationwide": _l("Serves the whole country"),
    "model": _l("How it helps"),
    "phases": _l("When in recovery"),
    "status_needed": _l("Status needed"),
    "age_from": _l("From age"),
    "age_to": _l("To age"),
    "residence": _l("Papers and residence"),
    "dependants": _l("Children who come along"),
    "accompaniment": _l("How one comes"),
    "exclusions": _l("Who is not taken"),
    "documents": _l("Documents to bring"),
    "entitled": _l("Entitled in law"),
    "existing": _l("Exists in practice"),
    "accessible": _l("Accessible"),
    "barrier": _l("What stands in the way"),
    "legal_basis": _l("Legal basis"),
    "legal_from": _l("Legal basis from"),
    "legal_until": _l("Legal basis until"),
    "accessibility": _l("For disabled people"),
    "capacity": _l("Capacity"),
    "capacity_on": _l("Capacity as of"),
    "funding": _l("Funded by"),
    "funded_until": _l("Funded until"),
    "licence": _l("Licence in words"),
    "licence_state": _l("Licence"),
    "licensed_until": _l("Licensed until"),
}
# Which fields hold codes, and the names of these.
CODED = {
    "category": "category",
    "tier": "tier",
    "groups": "group",
    "model": "model",
    "phases": "phase",
    "status_needed": "status_needed",
    "residence": "residence",
    "dependants": "dependants",
    "accompaniment": "accompaniment",
    "entitled": "answer",
    "existing": "answer",
    "accessible": "answer",
    "spoken": "spoken",
    "interpretation": "interpretation",
    "accessibility": "access",
    "licence_state": "licence_state",
}
_LINE = Markup("<br>")


def said(field: str, value: Any) -> Markup:
    """What a field holds, in the reader's words; "" where it holds nothing."""
    if value is None or value in ("", [], {}):
        return Markup("")
    if field in _WRITTEN:
        return _WRITTEN[field](value)
    if field in CODED:
        codes = value if isinstance(value, list) else [value]
        return escape(", ".join(label(CODED[field], code) for code in codes))
    if isinstance(value, bool):
        return escape(_("yes") if value else _("no"))
    if field in DAYS:
        return escape(show_date(value))
    return _plain(value)


def _plain(value: Any) -> Markup:
    if isinstance(value, dict):
        texts = dict.fromkeys(say({language: text}) for language, text in value.items())
        return _LINE.join(texts)
    if isinstance(value, list):
        return escape(", ".join(map(str, value)))
    return escape(value.isoformat() if isinstance(value, date) else value)


def _contacts(rows: list[dict[str, Any]]) -> Markup:
    """A line for each, with who may see it."""
    return _LINE.join(
        Markup("{} · {} · {}").format(
            row["value"], say(row["label"]), label("audience", row["audience"])
        )
        for row in rows
    )


def _places(rows: list[dict[str, Any]]) -> Markup:
    return _LINE.join(
        Markup("{} · {} {}").format(
            row["town"], label("tier", row["tier"]), say(row["address"])
        )
        for row in rows
    )


def _schedule(value: dict[str, Any]) -> Markup:
    return _LINE.join(map(escape, hours_lines(value, always_open=False)))


_WRITTEN: dict[str, Callable[[Any], Markup]] = {
    "contacts": _contacts,
    "places": _places,
    "schedule": _schedule,
}
