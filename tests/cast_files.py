"""The files that the access matrix asks for."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

from portal.domain.intake import Read, as_json
from portal.domain.people import Actor
from portal.models import Intake, Team
from tests import world


def a_file() -> dict[str, Any]:
    """What the form sends: one row, which nobody could take."""
    rows = "organisation;name;summary;category;tier\nА;Б;В;legal;area"
    return {"file": (BytesIO(rows.encode()), "services.csv")}


def brought(host: Team, author: Actor, state: str) -> Any:
    """A file without rows that waits; the mark is that of nothing to be taken."""
    intake = Intake(
        host_team=host,
        person_id=author.person_id,
        made_at=world.NOW - timedelta(days=2 if "long ago" in state else 0),
        name="services.csv",
        kind="csv",
        rows=as_json(Read("csv")),
    )
    world.put(intake)
    return {"uid": intake.uid}, {"mark": sha256(b"").hexdigest()[:16]}
