"""What is drawn of a pathway: steps in, a drawing of boxes, lanes and lines out."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from portal.domain.pathways import StepKind
from portal.domain.versions import Change
from portal.domain.words import Shown

Point = tuple[float, float]
NOTHING = Shown("", "")


class Direction(StrEnum):
    """Where it goes: lanes are rows of a drawing to the right, columns of one down."""

    RIGHT = "right"
    DOWN = "down"


class Way(NamedTuple):
    """It goes on to the step with this key, with this answer; `change`: in a drawing of
    two versions, what became of it."""

    to: str
    answer: Shown = NOTHING
    change: Change | None = None


class FlowStep(NamedTuple):
    """A step in the reader's language; `note` says that it is for professionals, and
    `word`, in a drawing of two versions, what became of it."""

    key: str
    number: int
    kind: StepKind
    actor: Shown
    action: Shown
    limit: str = ""
    note: str = ""
    ways: tuple[Way, ...] = ()
    change: Change | None = None
    word: str = ""


@dataclass(frozen=True)
class Rect:
    """In px, from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Band:
    """The lane of one actor."""

    name: Shown
    lines: tuple[str, ...]
    at: Rect


@dataclass(frozen=True)
class Box:
    """A step where it stands."""

    step: FlowStep
    lines: tuple[str, ...]
    at: Rect


@dataclass(frozen=True)
class Line:
    """From one step to another by straight pieces, each along one axis."""

    source: str
    target: str
    points: tuple[Point, ...]
    answer: Shown = NOTHING
    lines: tuple[str, ...] = ()
    at: Point = (0, 0)
    change: Change | None = None


@dataclass(frozen=True)
class Drawing:
    """All of it; a pathway without steps has no boxes."""

    direction: Direction
    width: float = 0
    height: float = 0
    bands: tuple[Band, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = field(default_factory=tuple)
