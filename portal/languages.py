"""Which language a reader gets; the Serbian Latin catalogue is derived."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.core import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup, escape

from portal.domain.naming import has_asterisk, names_kosovo
from portal.domain.script import to_latin
from portal.domain.words import CYRILLIC, ENGLISH, LATIN, Words, in_language

MASTER = Path(__file__).parent / "translations/sr/LC_MESSAGES/messages.po"
NOTHING = Markup()
_PLACEHOLDER = re.compile(r"(%\([a-z_]+\)[sd]|<[^>]*>|https?://\S+)")


class Language(NamedTuple):
    """A language that the portal speaks: code, address prefix, own name, locale."""

    code: str
    prefix: str
    name: str
    locale: str

    @property
    def html_lang(self) -> str:
        return self.code


ALL = (
    Language(CYRILLIC, "sr", "Српски", "sr_Cyrl"),
    Language(LATIN, "sr-latn", "Srpski", "sr_Latn"),
    Language(ENGLISH, "en", "English", "en"),
)
BY_CODE = {language.code: language for language in ALL}
BY_PREFIX = {language.prefix: language for language in ALL}
BY_LOCALE = {
    (locale.language, locale.script): language
    for language in ALL
    for locale in (Locale.parse(language.locale),)
}


class Catalogues(Domain):
    """Interface texts: the Cyrillic master, and Latin derived from it."""

    def get_translations(self) -> NullTranslations:
        return _catalogues()[current().locale]


class PortalBabel(Babel):
    domain_instance = Catalogues()


@cache
def _catalogues() -> dict[str, NullTranslations]:
    with MASTER.open("rb") as file:
        master = read_po(file, locale="sr")
    return {
        "sr_Cyrl": _compiled(master),
        "sr_Latn": _compiled(_latin(master)),
        "en": NullTranslations(),
    }


def warm() -> None:
    """Read the catalogues now, not when the first page asks."""
    _catalogues()


def _compiled(catalogue: Catalog) -> Translations:
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return Translations(file)


def _latin(master: Catalog) -> Catalog:
    derived = Catalog(locale="sr")
    for message in master:
        if message.id:
            derived[message.id] = Message(
                message.id,
                string=_transliterated(message.string),
                flags=message.flags,
                context=message.context,
            )
    return derived


def _transliterated(said: Any) -> Any:
    if isinstance(said, str):
        parts = _PLACEHOLDER.split(said)
        return "".join(p if at % 2 else to_latin(p) for at, p in enumerate(parts))
    return tuple(_transliterated(form) for form in said)


def init_app(app: Flask, select_language: Callable[[], Language]) -> None:
    """Speak to each request in the language that `select_language` names."""
    PortalBabel(app, locale_selector=lambda: select_language().locale)
    app.jinja_env.filters.update(say=say, say_in=say_in, date=show_date)
    app.jinja_env.globals.update(_=_text, gettext=_text, ngettext=_texts)
    app.jinja_env.globals.update(names_kosovo=names_kosovo, has_asterisk=has_asterisk)
    app.context_processor(lambda: {"language": current(), "languages": ALL})


def current() -> Language:
    """The language of the request, or Cyrillic outside one."""
    locale = _known_locale() or get_locale()
    return BY_LOCALE.get((locale.language, locale.script), ALL[0]) if locale else ALL[0]


def _known_locale() -> Locale | None:
    """What Babel has found for this context: a page asks a thousand times."""
    try:
        return getattr(g._flask_babel, "babel_locale", None)
    except (AttributeError, RuntimeError):
        return None


def _text(said: str, **given: Any) -> Markup:
    """What templates call: a page asks hundreds of times, so by the shortest way."""
    return _filled(_said(current().locale, said), given)


@lru_cache(maxsize=8192)
def _said(locale: str, said: str) -> Markup:
    return Markup(_catalogues()[locale].ugettext(said))  # noqa: S704


def _texts(one: str, many: str, num: int, **given: Any) -> Markup:
    said = _catalogues()[current().locale].ungettext(one, many, num)
    return _filled(Markup(said), {"num": num, **given})  # noqa: S704


def _filled(said: Markup, given: dict[str, Any]) -> Markup:
    return said % given if "%" in said else said


def say(words: Words | None) -> Markup:
    """User text in the reader's language; a fallback is marked with its own."""
    return say_to(words, current().code)


def say_to(words: Words | None, language: str) -> Markup:
    """The same where hundreds of texts are said to one reader of this language."""
    if not words:
        return NOTHING
    shown = in_language(words, language)
    if shown.language == language or not shown.text:
        return escape(shown.text)
    return Markup('<span lang="{}">{}</span>').format(shown.language, shown.text)


def say_in(words: Words | None, language: str) -> Markup:
    """The same in a passage of this language, where lines may begin at the right."""
    shown = in_language(words, language)
    if shown.language == language or not shown.text:
        return escape(shown.text)
    marked = Markup('<span lang="{}" dir="ltr">{}</span>')
    return marked.format(shown.language, shown.text)


def show_date(day: date | datetime | str | None) -> str:
    """A day as people write it: 22. 11. 2026. or 22 November 2026."""
    if day is None:
        return ""
    if isinstance(day, str):
        day = date.fromisoformat(day[:10])
    if current().code == ENGLISH:
        return format_date(day, "d MMMM y", locale="en")
    return f"{day.day}. {day.month}. {day.year}."
