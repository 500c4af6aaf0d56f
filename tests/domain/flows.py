"""Pathways to draw: chance ones, and some that go wrong on purpose."""

from random import Random

from hypothesis import strategies as st

from portal.domain.flow import FlowStep, Way
from portal.domain.pathways import StepKind
from portal.domain.words import Shown

KINDS = list(StepKind)
ACTORS = ("Полиција", "Centre for social work", "CPTV", "Дом здравља, дежурни лекар")
ACTIONS = ("Јави се", "Is there danger now, in this very moment?", "W" * 60, "а б в г")
ANSWERS = ("", "да", "no, not sure at all, and nobody answers", "и" * 40)


def a_flow_step(number: int, *ways: tuple[int, str], **more: object) -> FlowStep:
    given = {
        "key": f"s{number}",
        "number": number,
        "kind": StepKind.ACTION,
        "actor": Shown("Полиција", "sr-Cyrl"),
        "action": Shown(f"Корак {number}", "sr-Cyrl"),
        "ways": tuple(Way(f"s{to}", Shown(said, "sr-Cyrl")) for to, said in ways),
    }
    return FlowStep(**given | more)


def by_chance(chance: Random, size: int, ways: int = 3) -> list[FlowStep]:
    """Any step leads to any, itself and steps that are not there among them."""
    return [
        a_flow_step(
            at,
            *(
                (chance.randrange(size + 1), chance.choice(ANSWERS))
                for _ in range(chance.randrange(ways + 1))
            ),
            kind=chance.choice(KINDS),
            actor=Shown(chance.choice(ACTORS), "en"),
            action=Shown(chance.choice(ACTIONS), "en"),
            limit=chance.choice(("", "within 3 days")),
            note=chance.choice(("", "professionals")),
        )
        for at in range(size)
    ]


def flows(most: int = 14) -> st.SearchStrategy[list[FlowStep]]:
    seeds = st.integers(0, 2**32)
    return st.builds(
        lambda seed, size, ways: by_chance(Random(seed), size, ways),
        seeds,
        st.integers(0, most),
        st.integers(0, 4),
    )
