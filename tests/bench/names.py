"""Ten thousand services with names as services have them, in both scripts."""

import csv
from collections.abc import Iterator
from random import Random
from typing import Any

from portal.config import CONTENT
from portal.domain.script import to_latin

# (what it does, its category); each said in Serbian and in English.
WORK = [
    ("Саветовалиште за породицу", "Family counselling", "family"),
    ("Бесплатна правна помоћ", "Free legal aid", "legal"),
    ("Заступање пред судом", "Representation in court", "legal"),
    ("Склониште", "Shelter", "housing"),
    ("Становање уз подршку", "Supported living", "housing"),
    ("Прихватилиште", "Reception centre", "housing"),
    ("Лекарски преглед", "Medical examination", "medical"),
    ("Саветовалиште за младе", "Youth advice", "medical"),
    ("Психолошка подршка", "Psychological support", "psychological"),
    ("Групе за самопомоћ", "Self-help groups", "psychological"),
    ("Дневни боравак", "Day centre", "drop_in"),
    ("Свратиште за децу", "Drop-in for children", "drop_in"),
    ("Народна кухиња", "Soup kitchen", "material"),
    ("Једнократна новчана помоћ", "One-off money help", "material"),
    ("Обука за занимање", "Vocational training", "vocational"),
    ("Курс рачунара", "Computer course", "vocational"),
    ("Подршка запошљавању", "Help to find work", "economic"),
    ("Социјално предузеће", "Social enterprise", "economic"),
    ("Повратак у школу", "Back to school", "education"),
    ("Помоћ у учењу", "Help with learning", "education"),
    ("СОС телефон", "SOS helpline", "helpline"),
    ("Теренски рад", "Outreach", "identification"),
    ("Пратња до суда", "Escort to court", "escort"),
    ("Тумачење и посредовање", "Interpretation", "interpretation"),
]
WHOM = [
    *(("за жене", "for women"), ("за девојке", "for young women"), ("", "")),
    *(("за младе", "for young people"), ("за мушкарце", "for men"), ("", "")),
    *(("за породице", "for families"), ("за странце", "for foreigners")),
    ("за децу", "for children"),
]
NAMED = (
    *("Ружа", "Сунцокрет", "Мост", "Корак", "Светионик", "Невен", "Искра", "Бреза"),
    *("Ласта", "Јутро", "Извор", "Храст", "Компас", "Додир", "Видра", "Слобода"),
    *("Багрем", "Зрно", "Маслачак", "Обала", "Пчела", "Калем", "Вихор", "Ђурђевак"),
)
BODIES = (
    *(("Удружење", "Association"), ("Центар", "Centre")),
    ("Фондација", "Foundation"),
)


def towns() -> list[str]:
    """Real towns, so that words have the frequencies of words."""
    with (CONTENT / "map" / "places.csv").open(encoding="utf-8") as file:
        return sorted({row["name_sr"] for row in csv.DictReader(file, delimiter=";")})


def _words(serbian: str, english: str, *, cyrillic: bool) -> dict[str, str]:
    code, said = ("sr-Cyrl", serbian) if cyrillic else ("sr-Latn", to_latin(serbian))
    return {code: said, "en": english}


def services(amount: int) -> Iterator[dict[str, Any]]:
    """name, body, category, and the number of its town."""
    chance, places = Random(2017), towns()
    for number in range(amount):
        (does, works, kind), (whom, for_whom) = chance.choice(WORK), chance.choice(WHOM)
        at, name = chance.randrange(len(places)), chance.choice(NAMED)
        (body, called), cyrillic = chance.choice(BODIES), number % 2 == 0
        own = chance.choice((f"„{name}“", places[at], name, ""))
        latin = to_latin(own)
        yield {
            "name": _words(
                f"{does} {whom} {own}".strip(),
                f"{works} {for_whom} {latin}".strip(),
                cyrillic=cyrillic,
            ),
            "body": _words(
                f"{body} {name} {places[at]}",
                f"{called} {to_latin(name)} {to_latin(places[at])}",
                cyrillic=cyrillic,
            ),
            "category": kind,
            "town": at,
        }
