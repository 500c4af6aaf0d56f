"""The canaries' file that somebody brought."""

from portal.domain.intake import Place, Read, Row, as_json
from portal.domain.people import Actor
from portal.models import Intake, Team
from tests import world
from tests.canaries import EDITOR, Cage


def a_file(cage: Cage, team: Team, people: dict[str, Actor]) -> str:
    """Its address; it waits, and its row names a body that is not known."""
    said = cage.text("intake.rows", EDITOR)
    row = Row(Place("A", 3), {"organisation": said}, reference=said)
    brought = world.put(
        Intake(
            host_team=team,
            person_id=people["coordinator"].person_id,
            made_at=world.NOW,
            name=cage.text("intake.name", EDITOR),
            kind="csv",
            rows=as_json(Read("csv", (row,))),
        )
    )
    return f"/desk/services/intake/{brought.uid}"
