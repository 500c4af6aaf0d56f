"""What happened at the meetings of the demonstration, from invitation to minutes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from portal.blueprints.meetings import actions, answers, attendance, queries
from portal.blueprints.meetings.drafts import MeetingDraft, RowDraft, SheetDraft
from portal.blueprints.minutes import actions as agenda
from portal.blueprints.minutes import layers, states
from portal.blueprints.minutes import queries as minutes
from portal.domain.meetings import AgendaOutcome, Mode, Reply, Status
from portal.domain.permissions import May
from portal.domain.words import ENGLISH
from portal.loading.stage import Diary, Stage
from portal.models import Meeting, Seat, Team

# So many days before a meeting it was planned; before today, where it is to come.
INVITED_BEFORE = 9
PLANNED_BEFORE = 6
SATURDAY = 5


@dataclass
class MeetingStory:
    """One meeting of the files; `uid` once it is planned or entered."""

    stage: Stage
    data: dict[str, Any]
    uid: UUID | None = field(default=None, init=False)

    @property
    def meeting(self) -> Meeting:
        """Read anew before each act, as the desk does."""
        found = queries.meeting(self.uid) if self.uid else None
        if found is None:
            raise LookupError(f"{self.data['team']}: not planned yet")
        return found

    @property
    def team(self) -> Team:
        return self.stage.teams[self.data["team"]]

    @property
    def day(self) -> date:
        """A working day: the one before a weekend, or after it when it is to come."""
        if "in_days" in self.data:
            day, step = self.stage.day(-self.data["in_days"]), timedelta(days=1)
        else:
            day, step = self.stage.day(self.data["days_ago"]), timedelta(days=-1)
        while day.weekday() >= SATURDAY:
            day += step
        return day

    def diary(self) -> Diary:
        """What happened, and when."""
        if "in_days" in self.data:
            return [
                *self._acts(PLANNED_BEFORE, self._plan, self._points),
                *self._said(),
            ]
        ago = self.data["days_ago"]
        acts = self._acts(ago, self._settle, self._write)
        if self.data.get("unplanned"):
            return [*self._acts(ago, self._enter, self._points), *acts]
        planned = self._acts(ago + INVITED_BEFORE, self._plan, self._points)
        return [*planned, *self._acts(ago, self._record), *acts, *self._minutes(ago)]

    def _acts(self, days_ago: int, *acts: Callable[[datetime], None]) -> Diary:
        return [(self.stage.moment(days_ago), act) for act in acts]

    def _minutes(self, ago: int) -> Diary:
        moves: Diary = []
        if "minutes" in self.data:
            moves += self._acts(ago - 1, self._circulate)
        if "approved_by" in self.data:
            moves += self._acts(ago - 4, self._approve)
        return moves

    def _said(self) -> Diary:
        """Answers come in day by day, after the invitation."""
        return [
            (self.stage.moment(PLANNED_BEFORE - 1 - at % 3), partial(self._answer, row))
            for at, row in enumerate(self.data["answers"])
        ]

    def _plan(self, at: datetime) -> None:
        by, may = self.data["by"], May.PLAN_MEETING
        given = (self.team, actions.plan, self._draft())
        self.uid = UUID(self.stage.act(by, may, *given, at=at).thing)
        agenda.carry(self.meeting)

    def _enter(self, at: datetime) -> None:
        by, may = self.data["by"], May.PLAN_MEETING
        given = (self.team, attendance.record_past, self._draft(), self._sheet())
        self.uid = UUID(self.stage.act(by, may, *given, at=at).thing)

    def _draft(self) -> MeetingDraft:
        return MeetingDraft(
            kind=self.data["kind"],
            day=self.day,
            starts_at=time.fromisoformat(self.data["starts"]),
            ends_at=time.fromisoformat(self.data["ends"]),
            place=self.data["place"],
        )

    def _answer(self, row: list[str], at: datetime) -> None:
        said = (Reply(row[1]), row[2] if row[2:] else None)
        may = May.ANSWER_MEETING
        self.stage.act(row[0], may, self.meeting, answers.answer, said, None, at=at)

    def _record(self, at: datetime) -> None:
        self._act(May.RECORD_ATTENDANCE, attendance.record, self._sheet(), at=at)

    def _sheet(self) -> SheetDraft:
        """Everybody is there, but for those whom the files name."""
        seats = queries.seats_on((self.team.id,), self.day)
        guests = tuple((name, body) for name, body in self.data.get("guests", ()))
        return SheetDraft(rows=tuple(map(self._row, seats)), guests=guests)

    def _row(self, seat: Seat) -> RowDraft:
        key = seat.organisation.key
        substitute = self.data.get("substitutes", {}).get(key)
        online = key in self.data.get("online", ())
        return RowDraft(
            row=f"{seat.uid}-",
            seat=str(seat.uid),
            status=Status.SUBSTITUTE if substitute else self._status(key),
            mode=Mode.ONLINE if online else Mode.IN_PERSON,
            substitute=substitute,
        )

    def _status(self, key: str) -> Status:
        named = (Status.ABSENT, Status.EXCUSED)
        found = (status for status in named if key in self.data.get(status, ()))
        return next(found, Status.PRESENT)

    def _points(self, at: datetime) -> None:
        for point in self.data["point"]:
            self._act(May.WRITE_MINUTES, agenda.add, point["title"], at=at)

    def _items(self) -> list[tuple[UUID, dict[str, Any]]]:
        """The points with what the files say of them; of a carried one, nothing."""
        said = {point["title"][ENGLISH]: point for point in self.data["point"]}
        items = self.meeting.agenda
        return [(item.uid, said.get(item.title[ENGLISH], {})) for item in items]

    def _settle(self, at: datetime) -> None:
        for uid, point in self._items():
            outcome = AgendaOutcome(point.get("outcome", AgendaOutcome.DONE))
            self._on(uid, agenda.settle, outcome, at)

    def _write(self, at: datetime) -> None:
        """Both layers, where the files say anything about a point."""
        for uid, point in self._items():
            internal, public = point.get("internal", ""), point.get("public", {})
            if internal or public:
                seen = layers.mark(0, ""), layers.mark(0, {})
                draft = layers.LayersDraft(internal, public, *seen)
                self._on(uid, layers.save, draft, at)

    def _on(self, uid: UUID, action: Any, given: Any, at: datetime) -> None:
        def write(actor: Any, meeting: Meeting, *rest: Any) -> Any:
            return action(actor, minutes.item(uid), *rest)

        self._act(May.WRITE_MINUTES, write, given, at=at)

    def _circulate(self, at: datetime) -> None:
        self._act(May.CIRCULATE_MINUTES, states.circulate, at=at)

    def _approve(self, at: datetime) -> None:
        second, may = self.data["approved_by"], May.APPROVE_MINUTES
        self.stage.act(second, may, self.meeting, states.approve, at=at)

    def _act(self, may: May, action: Any, *given: Any, at: datetime) -> None:
        self.stage.act(self.data["by"], may, self.meeting, action, *given, at=at)
