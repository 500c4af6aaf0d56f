"""Files that somebody brought and that wait to be taken."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.models.columns import INTERNAL, Instant, JsonText, Key, Uid, key, uid_column
from portal.models.teams import Team


class Intake(Base):
    """What a file says of services; erased when it is taken, or after a day.

    `rows` holds a portal.domain.intake.Read.
    """

    __tablename__ = "intake"

    id: Key = key()
    uid: Uid = uid_column()
    host_team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id"), index=True, info=INTERNAL
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    made_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    name: Mapped[str] = mapped_column(String(120), info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    rows: Mapped[Any] = mapped_column(JsonText, info=INTERNAL)
    taken_at: Mapped[datetime | None] = mapped_column(Instant, info=INTERNAL)
    host_team: Mapped[Team] = relationship(lazy="raise")

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return ()
