"""What differs between two versions of a pathway: step by step, then word by word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any


class Change(StrEnum):
    """What became of a step; one that was moved and changed is a changed one."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True)
class Told:
    """A step as a comparison sees it: its key, and what each of its fields says."""

    key: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One step that is not as it was; `before` and `after` are its numbers."""

    key: str
    change: Change
    before: int | None
    after: int | None
    moved: bool = False
    fields: tuple[str, ...] = ()


def changes(before: Sequence[Told], after: Sequence[Told]) -> dict[str, Change]:
    """What became of each step that is not as it was, by its key."""
    return {found.key: found.change for found in differences(before, after)}


def differences(before: Sequence[Told], after: Sequence[Told]) -> list[Difference]:
    """The steps that differ, in their order now; those that went come last.

    A step that only has another number, since others came or went, is as it was.
    """
    old = {step.key: (at, step) for at, step in enumerate(before, start=1)}
    new = {step.key: at for at, step in enumerate(after, start=1)}
    left = _left_in_place([old[step.key][0] for step in after if step.key in old])
    found = [_of_step(step, new[step.key], old, left) for step in after]
    gone = [
        Difference(step.key, Change.REMOVED, at, None)
        for step, at in ((s, old[s.key][0]) for s in before)
        if step.key not in new
    ]
    return [*filter(None, found), *gone]


def _of_step(
    step: Told, number: int, old: Mapping[str, tuple[int, Told]], left: set[int]
) -> Difference | None:
    if step.key not in old:
        return Difference(step.key, Change.ADDED, None, number)
    at, was = old[step.key]
    fields = tuple(
        name for name, said in step.fields.items() if was.fields.get(name) != said
    )
    moved = at not in left
    if not fields and not moved:
        return None
    change = Change.CHANGED if fields else Change.MOVED
    return Difference(step.key, change, at, number, moved, fields)


def _left_in_place(numbers: Sequence[int]) -> set[int]:
    """The longest run of numbers that still ascends: all others were moved."""
    best: list[list[int]] = [[]]
    for number in numbers:
        runs = [run for run in best if not run or run[-1] < number]
        best.append([*_longest(runs), number])
    return set(_longest(best))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run))


class Mark(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came, with the space that follows them."""

    mark: Mark
    text: str

    @property
    def words(self) -> str:
        return self.text.rstrip()

    @property
    def space(self) -> str:
        """What parts them from the next piece, at least a blank."""
        return self.text[len(self.words) :] or " "


# Below this share of equal words, both texts are told whole: patches would not be read.
ALIKE = 0.4
_WORD = re.compile(r"\S+\s*|\s+")


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts as one, with the words that went before those that came."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    if matcher.ratio() < ALIKE:
        return _kept(((Mark.OUT, before), (Mark.IN, after)))
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append((Mark.SAME, "".join(new[c:d])))
        else:
            found += [(Mark.OUT, "".join(old[a:b])), (Mark.IN, "".join(new[c:d]))]
    return _kept(found)


def _bare(words: Iterable[str]) -> list[str]:
    return [word.strip() for word in words]


def _kept(found: Iterable[tuple[Mark, str]]) -> list[Piece]:
    return [Piece(mark, text) for mark, text in found if text]
