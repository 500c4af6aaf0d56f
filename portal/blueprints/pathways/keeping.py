"""What *keep on this phone* keeps: a pathway in the reader's language."""

from typing import Any

from flask import url_for

from portal import further
from portal.further import Further
from portal.languages import current

OWN = ("pathways.pathway", "editions.follow")


def kept_pages(way: dict[str, Any]) -> list[str]:
    """The addresses to keep; the first is the pathway's own and heads the others."""
    given = {"prefix": current().prefix, "uid": way["uid"]}
    own = [url_for(name, **given) for name in OWN]
    spoken = [url_for("further.pathway", code=t.code, **given) for t in tongues_of(way)]
    return [*own, *spoken]


def tongues_of(way: dict[str, Any]) -> list[Further]:
    """The languages in which a public pathway can be had besides our own."""
    said = way.get("languages", ())
    return [tongue for tongue in further.enabled() if tongue.code in said]
