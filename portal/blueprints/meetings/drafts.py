"""What forms hand to actions: a meeting as planned, and a sheet as filled in."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from portal.domain.errors import DomainError
from portal.domain.meetings import MeetingKind, check_hours
from portal.domain.services import is_contact

Text = dict[str, str]


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting as it shall be; `partners` are the uids of the other teams."""

    kind: str
    day: date
    starts_at: time
    ends_at: time | None
    title: Text | None = None
    place: Text | None = None
    link: str | None = None
    partners: frozenset[str] = frozenset()

    def checked(self) -> "MeetingDraft":
        """DomainError where hours run backwards, or a joint meeting is alone."""
        check_hours(self.starts_at, self.ends_at)
        if self.link and not is_contact("web", self.link):
            raise DomainError("no_web", "link")
        if self.kind == MeetingKind.JOINT and not self.partners:
            raise DomainError("joint_needs_partner", "partners")
        return self

    def columns(self) -> dict[str, Any]:
        """What stands in the meeting's own row."""
        return {k: v for k, v in vars(self).items() if k != "partners"}


@dataclass(frozen=True)
class RowDraft:
    """One seat of the sheet; `row` begins the names of its fields.

    `seen` is when the stored row was last written, as the form knew it; "" for none.
    """

    row: str
    seat: str
    status: str
    mode: str
    substitute: str | None = None
    seen: str = ""


@dataclass(frozen=True)
class SheetDraft:
    """The sheet: seats, guests who did not come after all, and guests to add."""

    rows: tuple[RowDraft, ...]
    gone: frozenset[int] = frozenset()
    guests: tuple[tuple[str, str | None], ...] = ()
