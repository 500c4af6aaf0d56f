"""What changed of late, as an Atom feed (RFC 4287): no more than is public now."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

from flask_babel import gettext as _

from portal.changes import Stay
from portal.domain.services import RUNNING_STATUSES
from portal.hsds import ids
from portal.hsds.feed import Feed
from portal.hsds.opened import Opened

AT_MOST = 50
MAP = "map/"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot hold, escaped or not.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One thing that happened, told on a page; what is gone has no name here."""

    uid: str
    at: datetime
    title: str
    said: str
    page: str


def newest(stays: Iterable[Stay], towns: Container[str]) -> list[list[Stay]]:
    """All stays of each service that is or was listed, the last changed first."""
    by_uid: dict[str, list[Stay]] = {}
    for stay in stays:
        by_uid.setdefault(stay.uid, []).append(stay)
    listed = [
        found
        for found in by_uid.values()
        if any(stay.area is None or stay.area in towns for stay in found)
    ]
    return sorted(listed, key=_changed, reverse=True)[:AT_MOST]


def _changed(stays: list[Stay]) -> tuple[datetime, str]:
    last = stays[-1]
    return last.until or last.since, last.uid


def entry(stays: list[Stay], told: Opened | None, feed: Feed) -> Entry:
    """The newest change of one service; `told`: as it is listed now, if it is."""
    at, uid = _changed(stays)
    if told is None:
        gone = _("A service is no longer listed")
        return Entry(uid, at, gone, gone, MAP)
    said = [_what(stays, told, feed), feed.label("category", told["category"])]
    said.append(feed.label("municipality", told["area"]))
    return Entry(
        uid=uid,
        at=at,
        title=feed.say(told["name"]),
        said=" · ".join(text for text in said if text),
        page=f"{_map_of(told['area'])}#service-{uid}",
    )


def _map_of(town: str | None) -> str:
    return f"municipalities/{town}/map/" if town else MAP


def _what(stays: list[Stay], told: Opened, feed: Feed) -> str:
    if told["status"] not in RUNNING_STATUSES:
        return feed.label("service_status", told["status"])
    return _("New in the list") if len(stays) == 1 else _("Changed")


@dataclass(frozen=True)
class About:
    """A feed: its file, its title, and the page that lists the same for people."""

    name: str
    title: str
    page: str


def atom(
    found: list[Entry], about: About, *, language: str, day: date, root: str
) -> bytes:
    """The feed; `root`: the site's address in this language."""
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(_tag("feed"), {_XML_LANG: language})
    since = found[0].at if found else datetime.combine(day, time(), UTC)
    _add(feed, "id", f"urn:uuid:{ids.shared(about.name, language)}")
    _add(feed, "title", about.title)
    _add(feed, "updated", _moment(since))
    _add(_add(feed, "author"), "name", _("Local teams"))
    here = f"{root}data/{about.name}.atom"
    _add(feed, "link", rel="self", type="application/atom+xml", href=here)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{root}{about.page}")
    for one in found:
        _append(feed, one, root)
    said: bytes = ElementTree.tostring(feed, "utf-8", xml_declaration=True)
    return said + b"\n"


def _append(feed: ElementTree.Element, one: Entry, root: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:uuid:{one.uid}")
    _add(entry, "title", one.title)
    _add(entry, "updated", _moment(one.at))
    _add(entry, "summary", one.said)
    _add(entry, "link", rel="alternate", type="text/html", href=f"{root}{one.page}")


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **said: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, _tag(name), said)
    child.text = None if text is None else _UNSAYABLE.sub("\ufffd", text)
    return child


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
