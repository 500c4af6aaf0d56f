"""The referrals that the access matrix asks for: the member's body to a stranger's."""

from typing import Any

from sqlalchemy import delete, select

from portal.db import db
from portal.models import Referral, Team
from tests import world


def asked(cast: Any, view: str, state: str, host: Team) -> Any:
    """A line of which the receiver has said this, or the team that counts."""
    form = {
        "receiver": str(cast.body),
        "category": "legal",
        "result": "no_answer",
        "quarter": "2026-Q4",
        "amount": "2",
        "seen_version": "1",
    }
    if state == "of the office":
        host = db.session.scalars(select(Team).where(Team.key == "office")).one()
    if state.startswith("of the "):
        return {"uid": host.uid}, form
    sender, receiver = (
        cast.people[who].seats[0].organisation_id for who in ("member", "other_member")
    )
    db.session.execute(delete(Referral))
    return {"uid": world.a_referral(host, sender, receiver, word=state).uid}, form
