"""Finding by words: in either script, without diacritics, inflected, mistyped once.

`static/js/search.js` says the same for the public pages; a test compares the two.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar
from unicodedata import normalize

from portal.domain.script import to_latin

Key = TypeVar("Key", bound=Hashable)

# Longer words and longer questions find nothing more, and cost.
LONGEST_WORD, MOST_WORDS = 40, 6
EXACT, PREFIX, PREFIX_AT_LEAST = 100, 80, 65
STEMS = (60, 50, 40)  # an ending of one, two, three letters is cut ...
ENDINGS = ((1, 3), (2, 3), (3, 4))  # ... if so many letters remain
MISTYPED, MISTYPED_START = 35, 20
# What an inflected form may add behind the stem that two words share.
ENDING_AT_MOST = 4

_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile("[0-9]")
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"


def _plain(text: str) -> str:
    """Small letters without marks; đ is d, and so is dj below."""
    bare = _MARKS.sub("", normalize("NFKD", text).lower())
    return bare.replace("đ", "d")


_TABLE = str.maketrans({letter: _plain(to_latin(letter)) for letter in _CYRILLIC})


def fold(text: str) -> str:
    """Words as they are compared: plain Latin letters and digits, parted by a space."""
    latin = _plain(text).translate(_TABLE).replace("dj", "d")
    return " ".join(word[:LONGEST_WORD] for word in _WORD.findall(latin))


def asked(question: str) -> list[str]:
    """The words of a question that can tell things apart, each once."""
    words = list(dict.fromkeys(fold(question).split()))
    telling = [word for word in words if len(word) > 2]
    return (telling or words)[:MOST_WORDS]


def wanted(words: int) -> int:
    """How many words of a question a thing must have: of three one may lack."""
    return words - words // 3


def grams(word: str) -> list[str]:
    """Every three letters in a row; two blanks stand before the word, one behind."""
    padded = f"  {word} "
    return sorted({padded[at : at + 3] for at in range(len(word) + 1)})


def likely(spelled: int, shared: int) -> bool:
    """Whether a word may match that has so many of the grams of the question's word.

    A mistake spoils four at most, and a word that goes on lacks the last one.
    """
    return shared >= max(1, spelled - 5)


def match(question: str, word: str) -> int:
    """How well a word answers a word of the question; 0 where it does not."""
    if word == question:
        return EXACT
    if word.startswith(question):
        return max(PREFIX - (len(word) - len(question)), PREFIX_AT_LEAST)
    return _by_stem(question, word) or _mistyped(question, word)


def _by_stem(question: str, word: str) -> int:
    """Up to three letters are an ending, where enough of the word remains."""
    for cut, least in ENDINGS:
        stem = len(question) - cut
        if stem < least or _DIGIT.search(question):
            return 0
        if len(word) - stem <= ENDING_AT_MOST and word.startswith(question[:stem]):
            return STEMS[cut - 1]
    return 0


def _mistyped(question: str, word: str) -> int:
    length = len(question)
    if length < 4 or len(word) < length - 1 or _DIGIT.search(question):
        return 0
    start, begins = question[:2], word[:2]
    if start[0] not in begins and start[1] not in begins:
        return 0  # whatever the mistake, one of two letters stays where it was or near
    if one_apart(question, word):
        return MISTYPED
    starts = (length - 1, length, length + 1) if length > 4 else ()
    if any(one_apart(question, word[:end]) for end in starts if end < len(word)):
        return MISTYPED_START
    return 0


def one_apart(one: str, other: str) -> bool:
    """Whether a letter is wrong, missing, too many, or two neighbours are swapped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = 0
    while at < len(one) and one[at] == other[at]:
        at += 1
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at + 1 : at + 2] + one[at : at + 1] == other[at : at + 2]
    return one[at + 1 :] == other[at + 1 :] or (
        swapped and one[at + 2 :] == other[at + 2 :]
    )


def answer(question: str, words: Iterable[str]) -> dict[str, int]:
    """The words that match a word of the question, and how well."""
    found = {word: match(question, word) for word in words}
    return {word: fits for word, fits in found.items() if fits}


def scores(
    hits: Iterable[tuple[Key, str, bool]], matching: list[dict[str, int]]
) -> dict[Key, int]:
    """The score of each thing that has enough of the question.

    `hits`: (thing, word, whether it stands in the name): a name counts twice.
    """
    fitting: dict[str, list[tuple[int, int]]] = {}
    for at, one in enumerate(matching):
        for word, fits in one.items():
            fitting.setdefault(word, []).append((at, fits))
    best: dict[Key, list[int]] = {}
    for thing, word, in_name in hits:
        row = best.get(thing)
        if row is None:
            row = best[thing] = [0] * len(matching)
        for at, fits in fitting.get(word, ()):
            counts = fits + fits if in_name else fits
            if counts > row[at]:
                row[at] = counts
    least = max(1, wanted(len(matching)))
    lacking = len(matching) - least
    return {k: sum(row) for k, row in best.items() if row.count(0) <= lacking}


class Shelf:
    """A few things that are searched in memory: key -> (name, further text)."""

    def __init__(self, things: Mapping[str, tuple[str, str]]) -> None:
        self._places: dict[str, dict[str, bool]] = {}
        for key, (name, more) in things.items():
            for said, in_name in ((more, False), (name, True)):
                for word in fold(said).split():
                    self._places.setdefault(word, {})[key] = in_name
        self._words: dict[str, list[str]] = {}
        for word in self._places:
            for gram in grams(word):
                self._words.setdefault(gram, []).append(word)

    def find(self, question: str) -> dict[str, int]:
        """The score of each thing that answers."""
        words = asked(question)
        matching = [answer(asks, self._near(asks)) for asks in words]
        told = {word for fitting in matching for word in fitting}
        return scores(
            (
                (key, word, in_name)
                for word in told
                for key, in_name in self._places[word].items()
            ),
            matching,
        )

    def _near(self, asks: str) -> set[str]:
        return {word for gram in grams(asks) for word in self._words.get(gram, ())}
