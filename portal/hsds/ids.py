"""Names that stay the same: a part of a record is named by it and by what it says."""

from functools import lru_cache
from uuid import UUID, uuid5

# Drawn once; every name that no record carries itself follows from it.
PORTAL = UUID("6f0c2d4e-8a1b-4f53-9b7d-3e5a1c9d7f21")


def part(uid: str, *said: str) -> str:
    """The id of a part of the thing with this uid."""
    return str(uuid5(UUID(uid), "/".join(said)))


@lru_cache(maxsize=4_096)
def shared(*said: str) -> str:
    """The id of what belongs to no record: a taxonomy, a term, a town."""
    return str(uuid5(PORTAL, "/".join(said)))


def told_apart(uid: str, kind: str, said: list[str]) -> list[str]:
    """The ids of like parts, by what each says; two equal ones have two ids."""
    ids: list[str] = []
    seen: dict[str, int] = {}
    for value in said:
        seen[value] = seen.get(value, 0) + 1
        again = (str(seen[value]),) if seen[value] > 1 else ()
        ids.append(part(uid, kind, value, *again))
    return ids
