"""Who has read what is in force: the measure of awareness."""

from collections.abc import Collection, Mapping
from datetime import timedelta

# A step is some fifty words, which takes about twenty seconds.
STEPS_A_MINUTE = 3
REMIND_AFTER = timedelta(days=7)


def minutes_to_read(steps: int) -> int:
    """How long it takes to read a version of so many steps, at least one minute."""
    return max(1, -(-steps // STEPS_A_MINUTE))


def seats_that_read(
    holders: Mapping[int, Collection[int]],
    versions: Collection[int],
    read: Collection[tuple[int, int]],
) -> set[int]:
    """The seats that know every version in force: for each of them, somebody who holds
    the seat has confirmed it. `holders`: persons by seat; `read`: (version, person).

    Where a team has no version in force there is nothing to know, and no seat counts.
    """
    return {
        seat
        for seat, people in holders.items()
        if versions and all(_knows(people, version, read) for version in versions)
    }


def _knows(
    people: Collection[int], version: int, read: Collection[tuple[int, int]]
) -> bool:
    return any((version, person) in read for person in people)
