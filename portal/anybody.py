"""Whoever asks, in statements that are built once and asked by everybody."""

from dataclasses import dataclass
from typing import Any

from portal.db import among
from portal.domain.people import Actor


@dataclass(frozen=True)
class Anybody:
    """Stands for somebody: whose `teams` and `bodies` are meant, each execution says
    with `asked_by`."""

    is_office: bool
    is_somebody: bool = True

    @property
    def team_ids(self) -> Any:
        return among("teams")

    @property
    def body_ids(self) -> Any:
        return among("bodies")


Asking = Actor | Anybody


def asked_by(actor: Actor) -> dict[str, Any]:
    """What such a statement has to be given."""
    return {"teams": actor.team_ids, "bodies": actor.body_ids}
