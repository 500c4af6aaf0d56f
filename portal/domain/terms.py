"""The taxonomy: words of the field that the code knows, and codes for added ones."""

import re
from enum import StrEnum

from portal.domain.conditions import Model, Phase
from portal.domain.script import to_latin
from portal.domain.services import Category, Group

LONGEST_CODE = 30


class TermKind(StrEnum):
    CATEGORY = "category"
    MODEL = "model"
    PHASE = "phase"
    GROUP = "group"


# A term of this kind is a language in which pathways can be had: its code says which,
# so it is chosen from those that there are. It belongs to no list of the register.
LANGUAGE = "language"


class TermState(StrEnum):
    """A term is used once a second person of the office has confirmed its words."""

    PROPOSED = "proposed"
    IN_USE = "in_use"
    RETIRED = "retired"


BUILT_IN: dict[str, tuple[str, ...]] = {
    TermKind.CATEGORY: tuple(Category),
    TermKind.MODEL: tuple(Model),
    TermKind.PHASE: tuple(Phase),
    TermKind.GROUP: tuple(Group),
}
_FOLDED = str.maketrans("čćšžđ", "ccszd")


def code_of(name: str) -> str:
    """The code of a new term, from its name in any script; "" where no letter is."""
    plain = to_latin(name).lower().translate(_FOLDED)
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_CODE].rstrip("_")
