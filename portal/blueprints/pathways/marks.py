"""What a page has shown of a version, in few letters: its buttons hold to that."""

from hashlib import sha256
from typing import Any

from portal.domain.words import LANGUAGES, Words
from portal.models import PathwayVersion, Step
from portal.models.columns import canonical_json

_NO_CONTENT = frozenset({"id", "version_id", "row_version"})
CONTENT = [c.key for c in Step.__table__.columns if c.key not in _NO_CONTENT]


def mark(said: Any) -> str:
    """The same as long as the same is said; too long for two texts to be made alike."""
    return sha256(canonical_json(said).encode()).hexdigest()[:32]


def of_version(version: PathwayVersion) -> str:
    """All that a second person decides on."""
    above = [version.title, version.summary, str(version.review_by)]
    steps = [[getattr(step, name) for name in CONTENT] for step in version.steps]
    return mark([version.pathway.profile, above, of_reach(version), steps])


def of_settings(version: PathwayVersion) -> str:
    """What stands above the steps, in the languages in which the form asks for it."""
    texts = [_own(version.title), _own(version.summary)]
    return mark([texts, str(version.review_by)])


def _own(words: Words | None) -> Words:
    return {code: said for code, said in (words or {}).items() if code in LANGUAGES}


def of_reach(version: PathwayVersion) -> str:
    """How far it reaches, and with whom."""
    return mark([version.scope, version.countries, sorted(version.partner_team_ids)])
