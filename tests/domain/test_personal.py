from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import personal
from portal.domain.personal import Trace

DAYS = st.dates(date(1900, 1, 1), date(2026, 11, 22))
REST = st.integers(0, 99_999).map(lambda n: f"{n:05}")


def number_of(day: date, rest: str) -> str:
    twelve = f"{day:%d%m}{day.year % 1000:03}{rest}"
    return f"{twelve}{personal.control_figure(twelve)}"


NUMBERS = st.builds(number_of, DAYS, REST)
A_NUMBER = number_of(date(1990, 5, 17), "71000")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_number_known_from_the_public_description_is_found() -> None:
    assert personal.is_personal_number("0101006500006")


@given(NUMBERS)
def test_every_valid_number_is_found_in_a_sentence(number: str) -> None:
    assert personal.has_personal_number(f"Лице {number}, из Врања.")


@given(NUMBERS, st.integers(1, 9))
def test_number_with_another_control_figure_is_none(number: str, by: int) -> None:
    wrong = f"{number[:12]}{(int(number[12]) + by) % 10}"
    assert not personal.has_personal_number(wrong)


@given(NUMBERS, st.sampled_from((" ", ".", "-", " - ", "\u00a0", "\u200b", "–", "/")))
def test_marks_between_the_figures_hide_nothing(number: str, mark: str) -> None:
    assert personal.has_personal_number(mark.join(number))
    assert personal.has_personal_number(f"{number[:7]}{mark}{number[7:]}")


@pytest.mark.parametrize("shape", [FULL_WIDTH, ARABIC])
def test_figures_of_another_shape_hide_nothing(shape: dict[int, int]) -> None:
    assert personal.has_personal_number(A_NUMBER.translate(shape))


@given(NUMBERS, st.integers(0, 9))
def test_longer_number_such_as_an_account_is_another_number(
    number: str, more: int
) -> None:
    assert not personal.has_personal_number(f"x{more}{number}{more}x")


@pytest.mark.parametrize("around", ["1. {}", "{} 064 123 4567", "а{}б", "({})", "№{}"])
def test_number_beside_other_figures_and_letters_is_found(around: str) -> None:
    assert personal.has_personal_number(around.format(A_NUMBER))


@pytest.mark.parametrize("day", ["3113", "3002", "0000"])
def test_number_without_a_day_is_none(day: str) -> None:
    twelve = f"{day}99071000"
    assert not personal.is_personal_number(f"{twelve}{personal.control_figure(twelve)}")


def test_only_the_number_is_taken_out() -> None:
    text = f"Особа {A_NUMBER[:6]} {A_NUMBER[6:]} је дошла. {A_NUMBER.translate(ARABIC)}"
    assert personal.without_personal_numbers(text, "…") == "Особа … је дошла. …"
    assert personal.without_personal_numbers("ништа 123", "…") == "ништа 123"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Позвати 064/123-45-67.", Trace.PHONE),
        ("tel. +381 64 123 4567", Trace.PHONE),
        ("(011) 123 456", Trace.PHONE),
        ("ana@example.org", Trace.EMAIL),
        ("рођена 12. 5. 2008.", Trace.BIRTH),
        ("rođen 12.05.2008", Trace.BIRTH),
        ("rodjena 2008. godine", Trace.BIRTH),
        ("датум рођења: 12. маја 2008.", Trace.BIRTH),
        ("born on 12 May 2008", Trace.BIRTH),
        ("DOB 2008", Trace.BIRTH),
        ("М.П. (16)", Trace.INITIALS),
        ("J. K., 17 годинa", Trace.INITIALS),
        ("Љ. Њ., stara 15 god.", Trace.INITIALS),
        ("M. P. aged 16 years", Trace.INITIALS),
    ],
)
def test_softer_trace_is_named(text: str, kind: Trace) -> None:
    assert personal.traces(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Састанак 01.02.2026. у 10:00.",
        "Састанак 01-02-2026",
        "Одлука 13/2026, буџет 250.000 динара, 2018-2022.",
        "Born leaders met. EU (16 members) agreed.",
        "Шест од 9 седишта.",
        "члан 388. КЗ, став 2.",
        "",
    ],
)
def test_ordinary_minutes_warn_of_nothing(text: str) -> None:
    assert personal.traces(text) == []


def test_random_figures_are_seldom_taken_for_a_person() -> None:
    day = date(2026, 1, 1)
    plain = [f"{(day + timedelta(n)):%Y%m%d}{n:05}" for n in range(2000)]
    assert sum(map(personal.has_personal_number, plain)) < 20
