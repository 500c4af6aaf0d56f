"""Words meet: across scripts, without diacritics, inflected, mistyped once."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from portal.config import CONTENT
from portal.domain.searching import (
    Shelf,
    answer,
    asked,
    fold,
    grams,
    likely,
    match,
    one_apart,
    wanted,
)

LETTERS = "abcdefghijklmnoprstuvz"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Сигурна кућа", "sigurna kuca"),
        ("ŠĆČŽ šćčž", "sccz sccz"),
        ("Ђорђе, Đorđe; Djordje (Dorde)", "dorde dorde dorde dorde"),
        ("џеп – džep – dzep", "dzep dzep dzep"),
        ("Љубав и њива", "ljubav i njiva"),
        ("Újvidék, Ferizaj-it, Çelje", "ujvidek ferizaj it celje"),
        ("24/7 („СОС“)", "24 7 sos"),
        ("  \u200b_'\"<b> ", "b"),
        ("", ""),
    ],
)
def test_both_scripts_and_bare_letters_fold_alike(typed: str, meant: str) -> None:
    assert fold(typed) == meant
    assert fold(fold(typed)) == meant


@pytest.mark.parametrize(
    ("question", "word"),
    [
        *(("sigurnoj", "sigurna"), ("kuci", "kuca"), ("pomoci", "pomoc")),
        *(("Vranju", "Врање"), ("Nišu", "Ниш"), ("Beogradu", "Београд")),
        *(("саветовалишту", "savetovaliste"), ("центра", "Centar")),
        *(("žrtvama", "жртве"), ("децом", "деца"), ("правне", "правна")),
    ],
)
def test_inflected_word_finds_the_other_forms(question: str, word: str) -> None:
    assert match(fold(question), fold(word)) >= 40


@pytest.mark.parametrize(
    "typed", ["centsr", "cenar", "cenntar", "cetnar", "ecntar", "centra", "xentar"]
)
def test_one_letter_wrong_missing_doubled_or_swapped_is_forgiven(typed: str) -> None:
    assert match(typed, "centar")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *(("cxntxr", "centar"), ("kuca", "ruka"), ("nis", "nas"), ("2017", "2016")),
        *(("kuc", "kafana"), ("sos", "san"), ("centar", "cen")),
    ],
)
def test_other_words_stay_apart(typed: str, word: str) -> None:
    assert not match(typed, word)


def test_the_better_the_match_the_higher_it_counts() -> None:
    words = ["kuca", "kucama", "kuce", "kupa", "reka"]
    fits = [match("kuca", word) for word in words]
    assert fits == sorted(fits, reverse=True)
    assert len(set(fits)) == len(words)
    assert fits[-1] == 0


def test_one_apart_is_the_same_both_ways() -> None:
    chance = Random(2017)
    for _ in range(3_000):
        word = "".join(chance.choices("abc", k=chance.randint(1, 6)))
        other = "".join(chance.choices("abc", k=chance.randint(1, 6)))
        assert one_apart(word, other) == one_apart(other, word), (word, other)


def test_letters_in_common_never_hide_a_word_that_matches() -> None:
    """What the index asks by grams finds all that a look at every word finds."""
    chance, seen = Random(7), 0
    for _ in range(60_000):
        word = "".join(chance.choices("abcd", k=chance.randint(3, 9)))
        typed = misspelled(word, chance) + "".join(chance.choices("ab", k=2))
        question = typed[: chance.randint(3, len(typed))]
        if match(question, word):
            spelled = set(grams(question))
            shared = len(spelled & set(grams(word)))
            assert likely(len(spelled), shared), (question, word)
            seen += 1
    assert seen > 10_000


def test_little_words_do_not_count_where_others_tell_more() -> None:
    assert asked("Помоћ за жртве у Нишу") == ["pomoc", "zrtve", "nisu"]
    assert asked("u") == ["u"]
    assert asked("а б") == ["a", "b"]
    assert asked("pomoć pomoc") == ["pomoc"]
    assert len(asked(" ".join(f"rec{n}" for n in range(99)))) == 6
    assert [wanted(n) for n in range(1, 7)] == [1, 2, 2, 3, 4, 4]


def test_a_name_counts_more_than_what_stands_beside_it() -> None:
    shelf = Shelf({"b": ("Правна помоћ", ""), "a": ("Кућа", "правна помоћ")})
    found = shelf.find("pravna pomoc")
    assert found["b"] == 2 * found["a"]
    assert shelf.find("pravna reka") == {}
    assert shelf.find("") == {}


def misspelled(word: str, chance: Random) -> str:
    """One letter wrong, missing, doubled, or swapped with its neighbour."""
    at = chance.randrange(len(word))
    kind = chance.choice(["wrong", "missing", "doubled", "swapped"])
    if kind == "wrong":
        return word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    if kind == "missing":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def real_names() -> dict[str, tuple[str, str]]:
    """Bodies and services of the baseline, by their key."""
    found = {}
    for name in ("organisations", "services"):
        file = Path(CONTENT / "baseline-2017" / f"{name}.csv")
        with file.open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows, delimiter=";"):
                said = " ".join(v or "" for k, v in row.items() if k.startswith("name"))
                found[f"{name} {row['key']}"] = (said, "")
    return found


def typos(
    names: dict[str, tuple[str, str]], chance: Random
) -> Iterator[tuple[str, str]]:
    """(key, a name with one letter wrong), without end."""
    keys = sorted(names)
    while True:
        key = chance.choice(keys)
        words = asked(names[key][0])[:4]
        at = chance.choice([n for n, word in enumerate(words) if len(word) > 3])
        words[at] = misspelled(words[at], chance)
        yield key, " ".join(words)


def test_real_names_are_found_with_a_letter_wrong(tell: Any) -> None:
    names = real_names()
    assert len(names) > 50
    shelf, chance = Shelf(names), Random(2017)
    told = typos(names, chance)
    right, several = 0, 300
    for _ in range(several):
        key, question = next(told)
        found = shelf.find(question)
        first = sorted(found, key=lambda k: (-found[k], len(names[k][0]), k))[:5]
        same = {names[k][0] for k in first}
        right += names[key][0] in same
    tell(
        f"{100 * right / several:.0f} of 100 one-letter mistakes in {len(names)} names"
    )
    assert right >= 0.95 * several


def test_answer_keeps_what_matches_alone() -> None:
    assert answer("nis", ["kuca", "nisa", "nis"]) == {"nisa": 79, "nis": 100}
