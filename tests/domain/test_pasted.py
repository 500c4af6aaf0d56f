"""A text that was pasted from a word processor keeps its letters and its lines."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.domain.pasted import plain, plain_line

HIDDEN = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u00a0\u202f\v\f\x85\u2028\u2029\x00\x1e\t"
)
GLYPHS = "•▪\uf0b7-–*·"
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from(HIDDEN + GLYPHS)
    )
)


def letters(text: str) -> list[str]:
    return [sign for sign in unicodedata.normalize("NFD", text) if sign.isalpha()]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("упу\u00adћивање", "упућивање"),
        ("пут\u200b до\u00a0помоћи", "пут до помоћи"),
        ("прво\vдруго\u2028треће\r\nчетврто", "прво\nдруго\nтреће\nчетврто"),
        ("•\tпрво\n\uf0b7\tдруго\n  ▪ треће", "- прво\n- друго\n- треће"),
        ("–\tпрво\n-\tдруго", "- прво\n- друго"),
        ("– рекла је она", "– рекла је она"),
        ("1.\tпрво", "1. прво"),
        ("24\u201160 сати", "24-60 сати"),
        ("c\u030c, s\u030c", "č, š"),
        ("а\x00б\x1fв\x07", "абв"),
        ("mi\u200cravam", "miravam"),
        ("می\u200cروم", "می\u200cروم"),
        ("\u202eтекст\u202c", "текст"),
        ("“наводници” – и „ови“", "“наводници” – и „ови“"),
        ("ред  \n\n  ред ", "ред\n\nред"),
    ],
)
def test_what_a_word_processor_hides_is_taken_out(pasted: str, kept: str) -> None:
    assert plain(pasted) == kept


def test_a_field_of_one_line_has_one_line() -> None:
    assert (
        plain_line("•\tЦентар\u00a0за\vсоцијални  рад\n") == "- Центар за социјални рад"
    )


@given(TEXTS)
@example("c\u00ad\u030c")
@example("\u0628\u200c\u200c\u0628")
@example("•\t•\tтекст")
@example("- \t•x")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain_line(plain_line(text)) == plain_line(text)


@given(TEXTS)
def test_no_letter_and_no_figure_is_lost(text: str) -> None:
    assert letters(plain(text)) == letters(text)
    assert letters(plain_line(text)) == letters(text)
    figures = [sign for sign in text if sign.isdecimal()]
    assert [sign for sign in plain(text) if sign.isdecimal()] == figures


@given(st.lists(st.text("абвгд", min_size=1), min_size=1))
def test_every_line_stays_a_line(lines: list[str]) -> None:
    for end in ("\n", "\r\n", "\v", "\u2028", "\x85"):
        assert plain(end.join(lines)).split("\n") == lines
