"""Texts in further languages: fallback, completeness, and what an edit leaves."""

import pytest

from portal.domain.translations import (
    Text,
    TextState,
    completeness,
    keeping,
    keeping_forks,
    state_of,
    translated,
)
from portal.domain.words import in_language

WHOLE = {"sr-Cyrl": "Полиција", "en": "Police", "ar": "الشرطة"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (WHOLE, ("الشرطة", "ar")),
        ({"sr-Cyrl": "Полиција", "en": "Police"}, ("Police", "en")),
        ({"sr-Cyrl": "Полиција"}, ("Policija", "sr-Latn")),
        ({"sr-Latn": "Policija"}, ("Policija", "sr-Latn")),
        ({"hu": "Rendőrség"}, ("", "ar")),
        (None, ("", "ar")),
    ],
)
def test_what_lacks_falls_back_visibly(words: object, shown: tuple[str, str]) -> None:
    assert in_language(words, "ar") == shown  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["sr-Cyrl", "sr-Latn", "en"])
def test_further_languages_change_nothing_for_ours(language: str) -> None:
    without = {code: said for code, said in WHOLE.items() if code != "ar"}
    assert in_language(WHOLE, language) == in_language(without, language)


def test_latin_is_derived_and_cyrillic_is_not() -> None:
    assert state_of({"sr-Cyrl": "а"}, "sr-Latn") == TextState.DERIVED
    assert state_of({"sr-Latn": "a"}, "sr-Latn") == TextState.WRITTEN
    assert state_of({"sr-Latn": "a"}, "sr-Cyrl") == TextState.MISSING
    assert state_of({"sr-Cyrl": "а", "ar": ""}, "ar") == TextState.MISSING


def test_completeness_counts_all_texts_and_those_for_everybody() -> None:
    texts = [
        Text("title", "title", WHOLE, is_public=True),
        Text(
            "a-action", "action", {"sr-Cyrl": "а"}, is_public=True, step="a", number=1
        ),
        Text("b-action", "action", WHOLE, is_public=False, step="b", number=2),
        Text("b-basis", "basis", {"en": "b"}, is_public=False, step="b", number=2),
    ]
    found = completeness(texts, "ar")
    assert (found.done, len(found.texts)) == (2, 4)
    assert (found.public_done, found.public) == (1, 2)
    assert [text.name for text in found.missing] == ["a-action", "b-basis"]
    assert completeness(texts, "sr-Latn").done == 3


def test_translation_stays_with_its_text_and_goes_with_another() -> None:
    assert keeping(WHOLE, {"sr-Cyrl": "Полиција", "en": "The police"}) == {
        **WHOLE,
        "en": "The police",
    }
    assert keeping(WHOLE, {"sr-Cyrl": "Хитна помоћ"}) == {"sr-Cyrl": "Хитна помоћ"}
    assert keeping(WHOLE, None) is None
    assert keeping(None, {"en": "Police"}) == {"en": "Police"}
    assert keeping({"en": "a", "ar": "ا"}, {"en": "a"}) == {"en": "a", "ar": "ا"}


def test_answer_keeps_its_translation_wherever_it_leads() -> None:
    yes, no = {"sr-Cyrl": "Да", "ar": "نعم"}, {"sr-Cyrl": "Не", "ar": "لا"}
    before = [{"to": "a", "condition": yes}, {"to": "b", "condition": no}]
    after = [
        {"to": "c", "condition": {"sr-Cyrl": "Не", "en": "No"}},
        {"to": "a", "condition": {"sr-Cyrl": "Можда"}},
        {"to": "a", "condition": None},
    ]
    assert keeping_forks(before, after) == [
        {"to": "c", "condition": {"sr-Cyrl": "Не", "en": "No", "ar": "لا"}},
        {"to": "a", "condition": {"sr-Cyrl": "Можда"}},
        {"to": "a", "condition": None},
    ]
    assert keeping_forks(None, after[1:2]) == after[1:2]


def test_an_emptied_translation_is_none() -> None:
    assert translated(WHOLE, "ar", "") == {"sr-Cyrl": "Полиција", "en": "Police"}
    assert translated({"en": "a"}, "ar", "ا") == {"en": "a", "ar": "ا"}
