"""The canaries of meetings: who was there, what was said and decided."""

from datetime import time, timedelta
from typing import Any

from portal import wall
from portal.blueprints.decisions import loaders
from portal.blueprints.decisions.snapshot import snapshot
from portal.domain.people import Actor
from portal.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    InternalMinutes,
    Meeting,
    MeetingAnswer,
    PublicMinutes,
    Team,
)
from portal.seal import seal
from tests import world
from tests.canaries import INSIDE, PUBLIC, WITH_OFFICE, Cage
from tests.world import put


class MeetingCanaries:
    """A held, a planned and a cancelled meeting of a team."""

    def __init__(self, cage: Cage, team: Team, people: dict[str, Actor]) -> None:
        self.cage, self.team, self.people = cage, team, people
        self.held = self._meeting(
            "held", -20, minutes_state="approved", recorded_at=world.NOW
        )
        self.planned = self._meeting(
            "planned", 5, link=f"https://{cage.text('meeting.link', WITH_OFFICE)}.x"
        )
        reason = cage.words("meeting.cancel_reason", WITH_OFFICE)
        self.cancelled = self._meeting("cancelled", -40, cancel_reason=reason)
        self._who_was_there()
        self.point = self._agenda()
        self.decisions = [self._decision(1, "internal"), self._decision(2, "public")]
        self._action()

    def _meeting(self, state: str, days: int, **more: Any) -> Meeting:
        texts = self.cage.fill("meeting", WITH_OFFICE, "title", "place")
        given = {
            "host_team": self.team,
            "kind": "regular",
            "day": world.TODAY + timedelta(days=days),
            "starts_at": time(10),
            "state": state,
            "created_at": world.NOW,
        }
        return put(Meeting(**given, **texts, **more))

    def _seat(self, who: str) -> int:
        return self.people[who].seats[0].seat_id

    def _who_was_there(self) -> None:
        coordinator = self.people["coordinator"].person_id
        entered = {
            "meeting_id": self.held.id,
            "entered_by_id": coordinator,
            "at": world.NOW,
        }
        substitute = self.cage.text("attendance.substitute", WITH_OFFICE)
        put(
            Attendance(
                seat_id=self._seat("member"),
                status="substitute",
                substitute=substitute,
                **entered,
            )
        )
        put(
            Attendance(
                status="guest",
                guest_name=self.cage.text("attendance.guest_name", WITH_OFFICE),
                guest_body=self.cage.text("attendance.guest_body", WITH_OFFICE),
                **entered,
            )
        )
        self._who_answered()

    def _who_answered(self) -> None:
        put(
            MeetingAnswer(
                meeting_id=self.planned.id,
                seat_id=self._seat("member"),
                answer="substitute",
                substitute=self.cage.text("meeting_answer.substitute", WITH_OFFICE),
                schedule=1,
                person_id=self.people["member"].person_id,
                at=world.NOW,
            )
        )

    def _agenda(self) -> AgendaItem:
        title = self.cage.words("agenda_item.title", WITH_OFFICE)
        point = put(AgendaItem(meeting=self.held, position=1, title=title))
        changed = {
            "agenda_item_id": point.id,
            "changed_by_id": self.people["coordinator"].person_id,
            "changed_at": world.NOW,
        }
        text = self.cage.words("public_minutes.text", WITH_OFFICE)
        put(PublicMinutes(text=text, **changed))
        inside = self.cage.text("internal_minutes.sealed", INSIDE)
        put(InternalMinutes(sealed=seal(inside), **changed))
        return point

    def _decision(self, number: int, publication: str) -> Decision:
        public = publication == "public"
        given = {
            "host_team": self.team,
            "meeting": self.held,
            "agenda_item_id": self.point.id,
            "year": self.held.day.year,
            "number": number,
            "decided_on": self.held.day,
            "text": self.cage.words("decision.text", PUBLIC if public else WITH_OFFICE),
            "dissent": self.cage.words("decision.dissent", WITH_OFFICE),
            "method": "consensus",
            "seats_there": 2,
            "seats": 3,
            "seats_needed": 2,
            "publication": publication,
        }
        return put(Decision(**given))

    def _action(self) -> None:
        given = {
            "host_team_id": self.team.id,
            "meeting": self.held,
            "decision": self.decisions[0],
            "seat_id": self._seat("member"),
            "starts_on": self.held.day,
        }
        text = self.cage.words("action.text", WITH_OFFICE)
        self.action = put(Action(text=text, **given))

    def publish(self) -> None:
        """The public decision goes onto the wall, with two approvers."""
        public = loaders.decision(self.decisions[1].uid)
        wall.put(snapshot(public), approvers=["a", "b"], at=world.NOW)

    def addresses(self) -> list[str]:
        """The pages that not every list leads to."""
        held, others = self.held, (self.planned, self.cancelled)
        return [
            *(f"/desk/meetings/{meeting.uid}" for meeting in (held, *others)),
            *(f"/desk/decisions/{decision.uid}" for decision in self.decisions),
            f"/desk/minutes/{held.uid}",
        ]
