"""Articles and the glossary as things to be found; the words of editors, all public."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from portal import content
from portal.domain.searching import Shelf
from portal.languages import ALL

ARTICLES = ("help", "helping", "about", "accessibility", "privacy")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Guide:
    """An article or a term; its address is below the language's prefix."""

    key: str
    title: str
    address: str
    text: str
    is_term: bool = False


def guides(language: str) -> list[Guide]:
    """Every article and term in a language."""
    return [
        *(_article(slug, language) for slug in ARTICLES),
        *(
            Guide(
                f"term-{entry.key}",
                entry.term,
                f"glossary/#{entry.key}",
                entry.explanation,
                is_term=True,
            )
            for entry in content.glossary(language)
        ),
    ]


def _article(slug: str, language: str) -> Guide:
    page = content.page(slug, language)
    text = unescape(_TAG.sub(" ", str(page.html)))
    return Guide(slug, page.title, f"{slug}/", f"{page.summary} {text}")


@cache
def _shelf() -> Shelf:
    """All languages together: a question finds what it means in any of them."""
    things: dict[str, tuple[str, str]] = {}
    for language in ALL:
        for guide in guides(language.code):
            name, more = things.get(guide.key, ("", ""))
            things[guide.key] = f"{name} {guide.title}", f"{more} {guide.text}"
    return Shelf(things)


@cache
def _by_key(language: str) -> dict[str, Guide]:
    return {guide.key: guide for guide in guides(language)}


def found_guides(question: str, language: str, most: int) -> list[Guide]:
    """What answers, the best first, in the reader's language."""
    found = _shelf().find(question)
    best = sorted(found, key=lambda key: (-found[key], key))[:most]
    known = _by_key(language)
    return [known[key] for key in best if key in known]
