"""What people typed reaches each reader, in a script and language that is said."""

import pytest

from portal.domain.words import (
    CYRILLIC,
    ENGLISH,
    LATIN,
    Words,
    in_language,
    language_of,
    serbian_of,
    typed,
    unconfirmed_cyrillic,
)

IN_CYRILLIC = {CYRILLIC: "Људи"}
IN_LATIN = {LATIN: "Ljudi"}
IN_ENGLISH = {ENGLISH: "People"}


@pytest.mark.parametrize(
    ("words", "reader", "text", "language"),
    [
        (IN_CYRILLIC | IN_ENGLISH, CYRILLIC, "Људи", CYRILLIC),
        (IN_CYRILLIC | IN_ENGLISH, LATIN, "Ljudi", LATIN),
        (IN_CYRILLIC | IN_ENGLISH, ENGLISH, "People", ENGLISH),
        (IN_CYRILLIC, ENGLISH, "Ljudi", LATIN),
        (IN_LATIN, CYRILLIC, "Ljudi", LATIN),
        (IN_LATIN, LATIN, "Ljudi", LATIN),
        (IN_LATIN, ENGLISH, "Ljudi", LATIN),
        (IN_LATIN | IN_CYRILLIC, CYRILLIC, "Људи", CYRILLIC),
        (IN_ENGLISH, CYRILLIC, "People", ENGLISH),
        (IN_ENGLISH, LATIN, "People", ENGLISH),
        ({CYRILLIC: "", ENGLISH: "People"}, CYRILLIC, "People", ENGLISH),
        ({}, LATIN, "", LATIN),
        (None, ENGLISH, "", ENGLISH),
    ],
)
def test_a_reader_gets_the_nearest_text_and_its_true_language(
    words: Words | None, reader: str, text: str, language: str
) -> None:
    assert in_language(words, reader) == (text, language)


@pytest.mark.parametrize(
    ("serbian", "english", "words"),
    [
        (" Људи ", "", IN_CYRILLIC),
        ("Ljudi", " People ", IN_LATIN | IN_ENGLISH),
        ("", "People", IN_ENGLISH),
        ("  ", "", {}),
        ("CPTV у Београду", "", {CYRILLIC: "CPTV у Београду"}),
        ("24/7", "", {CYRILLIC: "24/7"}),
    ],
)
def test_what_is_typed_is_kept_in_the_script_it_was_typed_in(
    serbian: str, english: str, words: Words
) -> None:
    assert typed(serbian, english) == words


@pytest.mark.parametrize(
    ("words", "serbian", "suggested"),
    [
        (IN_CYRILLIC | IN_ENGLISH, "Људи", None),
        (IN_LATIN, "Ljudi", "Људи"),
        (IN_LATIN | IN_CYRILLIC, "Људи", None),
        (IN_ENGLISH, "", None),
        (None, "", None),
    ],
)
def test_cyrillic_is_suggested_only_where_latin_stands_alone(
    words: Words | None, serbian: str, suggested: str | None
) -> None:
    assert serbian_of(words) == serbian
    assert unconfirmed_cyrillic(words) == suggested


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ко јавља ноћу? CPTV?", CYRILLIC),
        ("Ko javlja noću?", LATIN),
        ("Ko to radi?", None),
        ("Who calls at night?", None),
        ("24/7", None),
    ],
)
def test_language_is_told_by_letters_or_not_at_all(
    text: str, language: str | None
) -> None:
    assert language_of(text) == language
