"""Public services as one table that opens in a spreadsheet."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from portal.hsds.feed import Feed
from portal.hsds.opened import Opened
from portal.labels.services import hours_lines
from portal.sheets import as_csv


def table(services: Iterable[Opened], feed: Feed) -> bytes:
    """As CSV; no cell of it becomes a formula."""
    return as_csv([str(head) for head in _heads()], [_row(t, feed) for t in services])


def _heads() -> list[str]:
    return [
        *(_("Name of the service"), _("What it does"), _("Kind of help")),
        *(_("For whom"), _("Who offers it"), _("Town"), _("Also serves"), _("Address")),
        *(_("Phone"), _("E-mail"), _("Web address"), _("Hours"), _("Languages")),
        *(_("Cost"), _("Whether it runs"), _("Verified on"), _("Check again by")),
        _("Number in the portal"),
    ]


def _row(told: Opened, feed: Feed) -> list[Any]:
    whom = [feed.label("group", code) for code in told["groups"]]
    return [
        *(feed.say(told["name"]), feed.say(told["summary"])),
        *(feed.label("category", told["category"]), ", ".join(whom)),
        *(feed.say(told["organisation"]), feed.label("municipality", told["area"])),
        ", ".join(feed.label("municipality", slug) for slug in told["areas"]),
        feed.say(told["address"]),
        *(_values(told, kind) for kind in ("phone", "email", "web")),
        *(_hours(told, feed), _languages(told, feed), feed.say(told["cost"])),
        feed.label("service_status", told["status"]),
        *(told["verified_on"], told["verify_by"], told["uid"]),
    ]


def _values(told: Opened, kind: str) -> str:
    lent = [told["instead"]] if told["instead"] else []
    found = [one["value"] for one in (*told["contacts"], *lent) if one["kind"] == kind]
    return ", ".join(found)


def _hours(told: Opened, feed: Feed) -> str:
    lines = hours_lines(told["schedule"], always_open=told["always_open"])
    said = feed.say(told["hours"])
    return "; ".join([*lines, *([said] if said else [])])


def _languages(told: Opened, feed: Feed) -> str:
    said = feed.say(told["languages"])
    names = [feed.label("spoken", code) for code in told["spoken"]]
    return ", ".join([*names, *([said] if said else [])])
