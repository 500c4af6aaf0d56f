"""What changed of late among public pathways, for the feed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from portal.blueprints.opendata.atom import AT_MOST, Entry
from portal.changes import latest, some
from portal.domain.words import in_language
from portal.snapshots import Snapshots

PAGE = "pathways/"
TOLD = ("title", "number", "withdrawn_on", "municipality")


def newest(snapshots: Snapshots, about: str) -> list[dict[str, Any]]:
    """The pathways that changed last, those that are gone too, and what the feed says
    of them: concluded once for all languages."""
    found = latest(snapshots, "pathway", AT_MOST)
    public = some(snapshots, "pathway", [uid for uid, _ in found])
    told = {way["uid"]: {name: way.get(name) for name in TOLD} for way in public}
    return [{"uid": u, "at": at.isoformat(), "way": told.get(u)} for u, at in found]


CONCLUSIONS = {"newest_pathways": newest}


def entries(snapshots: Snapshots, language: str) -> list[Entry]:
    """The newest change of each pathway."""
    found: list[dict[str, Any]] = snapshots.follows("newest_pathways")
    return [_entry(change, language) for change in found]


def _entry(change: Mapping[str, Any], language: str) -> Entry:
    uid, way = change["uid"], change["way"]
    at = datetime.fromisoformat(change["at"])
    if way is None:
        gone = _("A pathway is no longer listed")
        return Entry(uid, at, gone, gone, PAGE)
    said = [_what(way)]
    if way["municipality"]:
        said.append(in_language(way["municipality"]["name"], language).text)
    title = in_language(way["title"], language).text
    return Entry(uid, at, title, " · ".join(said), f"{PAGE}{uid}/")


def _what(way: Mapping[str, Any]) -> str:
    if way["withdrawn_on"]:
        return _("Withdrawn: do not follow it any more")
    return _("Version %(number)d is published", number=way["number"])
