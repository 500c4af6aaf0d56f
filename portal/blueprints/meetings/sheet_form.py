"""The form of the attendance sheet: a row for each invited seat, and guests."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
)
from wtforms.validators import InputRequired

from portal.blueprints.meetings.attendance import Pair
from portal.blueprints.meetings.drafts import RowDraft, SheetDraft
from portal.blueprints.meetings.forms import MeetingForm
from portal.blueprints.meetings.shown import SeatLine
from portal.domain.errors import DomainError
from portal.domain.meetings import Mode, Reply, Status
from portal.forms import REQUIRED, DeskForm, coded, line
from portal.labels import label, wording
from portal.models import Attendance

SEATS_AT_MOST = 150
GUESTS_AT_MOST = 40
NEW_GUESTS = 3
_SEATED = (Status.PRESENT, Status.EXCUSED, Status.ABSENT, Status.SUBSTITUTE)
_OBSERVING = (Status.OBSERVER, Status.EXCUSED, Status.ABSENT)


class RowForm(Form):
    """One seat; `line` is set when the form is offered."""

    seat = HiddenField()
    seen = HiddenField()
    status = RadioField(
        _l("Attendance"),
        choices=coded("attendance", Status),
        validators=[InputRequired(_l("Mark this seat."))],
    )
    mode = RadioField(
        _l("How"), choices=coded("mode", Mode), default=Mode.IN_PERSON.value
    )
    substitute = line(_l("Name of the substitute"), required=False, most=120)


class GuestForm(Form):
    """A guest who is noted already: came, or did not."""

    guest = HiddenField()
    came = RadioField(
        _l("Guest"),
        choices=[
            SelectChoice("yes", _l("Guest")),
            SelectChoice("no", _l("Did not come")),
        ],
        default="yes",
    )


class NewGuestForm(Form):
    name = line(_l("Name of the guest"), required=False, most=120)
    body = line(_l("From which body"), required=False, most=200)

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        if self.body.data and not self.name.data:
            self.name.errors = [str(REQUIRED)]
        return right and not self.errors


class SheetForm(DeskForm):
    rows = FieldList(FormField(RowForm), max_entries=SEATS_AT_MOST)
    guests = FieldList(FormField(GuestForm), max_entries=GUESTS_AT_MOST)
    new_guests = FieldList(
        FormField(NewGuestForm), min_entries=NEW_GUESTS, max_entries=GUESTS_AT_MOST
    )
    seats_changed = False

    def show(
        self, lines: Sequence[SeatLine], guests: Sequence[Attendance] = ()
    ) -> Self:
        """Show these seats: what was sent for them, or else what is known or preset."""
        sent = {entry.form.seat.data: entry.data for entry in self.rows}
        known = start_values(lines)
        if list(sent) != [row["seat"] for row in known]:
            self.seats_changed = self.is_submitted()
            while self.rows.entries:
                self.rows.pop_entry()
            for row in known:
                self.rows.append_entry(sent.get(row["seat"], row))
        for entry, seat_line in zip(self.rows, lines, strict=True):
            entry.form.line = seat_line
            codes = _OBSERVING if seat_line.observes else _SEATED
            entry.form.status.choices = coded("attendance", codes)
        self._show_guests(guests)
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """What was sent for other seats is shown once more before anything counts."""
        if self.seats_changed:
            self.reject(DomainError("seats_changed"))
            return False
        return super().validate(extra_validators)

    def _show_guests(self, guests: Sequence[Attendance]) -> None:
        sent = {entry.form.guest.data: entry.form.came.data for entry in self.guests}
        while self.guests.entries:
            self.guests.pop_entry()
        for row in guests:
            came = sent.get(str(row.id), "yes")
            self.guests.append_entry({"guest": str(row.id), "came": came})
            self.guests.entries[-1].form.row = row

    def sheet(self) -> SheetDraft:
        gone = [
            e.form.guest.data or "" for e in self.guests if e.form.came.data == "no"
        ]
        new = [entry.form for entry in self.new_guests if entry.form.name.data]
        return SheetDraft(
            rows=tuple(_row(entry) for entry in self.rows),
            gone=frozenset(int(key) for key in gone if key.isdecimal()),
            guests=tuple((form.name.data, form.body.data or None) for form in new),
        )

    def reject_with(self, name: str | None, said: str) -> None:
        """Put a sentence at a field of a row too."""
        for entry in self.rows:
            for field in entry.form:
                if field.name == name:
                    field.errors = [*field.errors, said]
                    self.rows.errors = [*self.rows.errors, said]
                    return
        super().reject_with(name, said)

    def show_clashes(self, found: Sequence[Pair]) -> None:
        """Both at each row; what stands has then been seen, and saving decides."""
        entries = {entry.form.seat.data: entry.form for entry in self.rows}
        for seat_line, row in found:
            stored = seat_line.row
            theirs = label("attendance", stored.status if stored else None)
            yours = label("attendance", row.status)
            about = {"theirs": theirs, "yours": yours}
            said = wording("attendance_conflict", about)
            self.reject_with(f"{row.row}status", said)
            entries[row.seat].seen.data = seat_line.seen


class PastMeetingForm(MeetingForm, SheetForm):
    """A meeting that nobody planned, with its attendance, on one page."""


def _row(entry: Any) -> RowDraft:
    form = entry.form
    return RowDraft(
        row=form.status.name.removesuffix("status"),
        seat=form.seat.data or "",
        status=form.status.data,
        mode=form.mode.data,
        substitute=form.substitute.data or None,
        seen=form.seen.data or "",
    )


def start_values(lines: Sequence[SeatLine]) -> list[dict[str, Any]]:
    """What each row holds before anybody touches it.

    A person counts once, so a second seat of theirs waits to be marked.
    """
    seated: set[int] = set()
    values = []
    for seat_line in lines:
        person = seat_line.people[0].id if len(seat_line.people) == 1 else None
        values.append(_start(seat_line, twice=person in seated))
        seated |= {person} if person else set()
    return values


def _start(seat_line: SeatLine, *, twice: bool) -> dict[str, Any]:
    row, answer = seat_line.row, seat_line.answer
    replaced = answer.substitute if answer and answer.answer == Reply.SUBSTITUTE else ""
    preset = None if twice and not replaced else seat_line.preset
    return {
        "seat": str(seat_line.seat.uid),
        "seen": seat_line.seen,
        "status": row.status if row else preset,
        "mode": row.mode if row else Mode.IN_PERSON.value,
        "substitute": (row.substitute if row else None) or replaced,
    }
