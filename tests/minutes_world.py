"""A team around a table: a meeting held yesterday with its agenda, and one planned."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import AgendaItem, Meeting
from tests import meetings_world, world
from tests.clock import Clock
from tests.form_values import form_values
from tests.visit import look, send, signed_in

PEOPLE = {
    "ana": "coordinator",
    "dragan": "approver",
    "petar": "approver",
    "milica": "member",
}
YESTERDAY = world.TODAY - timedelta(days=1)
A_NUMBER = "1705990710004"


@dataclass
class Table:
    """Whom the tests act as, and the meetings they act on."""

    app: Flask
    clock: Clock
    people: dict[str, Actor]
    team: UUID
    uid: UUID
    items: list[UUID]

    @property
    def url(self) -> str:
        return f"/desk/minutes/{self.uid}"

    def item_url(self, at: int = 0) -> str:
        return f"/desk/minutes/items/{self.items[at]}"

    def look(self, who: str, url: str) -> TestResponse:
        return look(signed_in(self.app, self.people[who]), url)

    def send(self, who: str, url: str, **form: Any) -> TestResponse:
        return send(signed_in(self.app, self.people[who]), url, form)

    def begin(self, at: int = 0) -> dict[str, str]:
        """The form of a point as its writer opens it now."""
        page = self.look("ana", f"{self.url}?item={self.items[at]}")
        names = ("internal", "public", "public_en", "seen_internal", "seen_public")
        values = form_values(page.text)
        return {name: values[name] for name in names}

    def write(self, form: dict[str, str], at: int = 0, **said: str) -> TestResponse:
        return self.send("ana", self.item_url(at), **form | said)

    def rows(self, model: Any) -> list[Any]:
        with self.app.app_context():
            return list(db.session.scalars(select(model).order_by(model.id)))

    def meeting(self) -> Meeting:
        return next(row for row in self.rows(Meeting) if row.uid == self.uid)

    def agenda(self, uid: UUID | None = None) -> list[AgendaItem]:
        with self.app.app_context():
            wanted = select(AgendaItem).join(AgendaItem.meeting)
            found = wanted.where(Meeting.uid == (uid or self.uid))
            return list(db.session.scalars(found.order_by(AgendaItem.position)))

    def change(self, change: Any) -> Any:
        """Do something in the database behind the desk's back."""
        with self.app.app_context():
            begin_write()
            made = change()
            db.session.commit()
            return made


def a_table(app: Flask, clock: Clock) -> Table:
    with app.app_context():
        begin_write()
        team, other = world.a_team("vranje"), world.a_team("subotica")
        office = world.a_team("office", kind="office")
        people = {
            name: world.somebody(team, role, f"{name}@x.example")
            for name, role in PEOPLE.items()
        }
        people["vesna"] = world.somebody(other, "coordinator", "vesna@x.example")
        people["jelena"] = world.somebody(office, "office", "jelena@x.example")
        meeting = meetings_world.a_meeting(team, day=YESTERDAY, state="held")
        for name in ("ana", "dragan", "milica"):
            meetings_world.an_attendance(meeting, people[name])
        items = [meetings_world.an_item(meeting, at).uid for at in (1, 2, 3)]
        db.session.commit()
        return Table(app, clock, people, team.uid, meeting.uid, items)
