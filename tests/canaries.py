"""A world in which every text that is not public is one of a kind, and who may read it.

Each canary names its column and the circle that is entitled to it. What a column can
hold is decided here for every column that takes text: a new one fails until it has its
canary, or is said to hold codes only.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator

from portal.db import Base
from portal.models.columns import JsonText

INSIDE = frozenset({"member", "coordinator", "custodian"})
WITH_OFFICE = INSIDE | {"office"}
DESK = WITH_OFFICE | {"other_member", "other_coordinator"}
PUBLIC = DESK | {"site", "api"}
EDITOR = frozenset({"coordinator"})
CUSTODIAN = frozenset({"custodian"})
MAIL = frozenset({"mail"})
DOCTOR = frozenset({"doctor"})
NO_PAGE: frozenset[str] = frozenset()

# Text columns that hold a code, a key or a hash that the portal itself chooses.
CODED = {
    *("audit_event.verb", "audit_event.noun", "audit_event.thing", "audit_event.chain"),
    "audit_event.fields",
    *("job.kind", "membership.role", "pathway.profile", "pathway_version.scope"),
    *("pathway_version.state", "person.language", "revision.noun", "revision.thing"),
    *("service.category", "service.groups", "service.publication", "service.tier"),
    *("service_contact.audience", "service_contact.kind", "service_status.status"),
    *("sign_in_attempt.subject", "step.audience", "step.consent", "step.key"),
    *("step.kind", "step.limit_unit", "version_move.move", "version_move.state"),
    "step_comment.step_key",
    *("meeting.kind", "meeting.zone", "meeting.state", "meeting.minutes_state"),
    *("meeting_answer.answer", "attendance.status", "attendance.mode"),
    *("agenda_item.outcome", "minutes_move.move", "minutes_move.state"),
    *("decision.method", "decision.publication", "activity_body.part"),
    *("progress_report.state", "progress_report.status", "progress_report.cause"),
    *("report_move.move", "report_move.state", "intake.kind"),
    *("service.model", "service.phases", "service.status_needed", "service.residence"),
    *("service.dependants", "service.accompaniment", "service.entitled"),
    *("service.existing", "service.accessible", "service.spoken", "service.areas"),
    *("service.interpretation", "service.accessibility", "service.licence_state"),
    *("service.schedule", "service_place.tier"),
    *("gap_confirmation.category", "gap_confirmation.group"),
    *("gap_confirmation.publication",),
    *("suggestion.state", "suggestion.taken"),
    *("search_entry.kind", "search_entry.part", "pathway_version.countries"),
    *("referral.category", "referral.outcome", "referral.reason"),
    *("referral.quarter", "referral.word"),
}
# Text that follows from columns with canaries of their own, letter by letter.
DERIVED = {"search_entry.text", "search_word.word", "search_gram.gram"}
DERIVED |= {"search_gram.word"}
# Who may read them has no page for it yet: the row itself proves that they are there.
WITHOUT_PAGE = {
    "desk_session.token_hash": "write-only: the cookie holds what fits it",
    "invitation.token_hash": "write-only: the link holds what fits it",
    "job.about": "read by portal work",
    "organisation.source": "for the operator who loads the baseline again",
    "person.password_hash": "write-only",
    "person.totp_secret": "write-only, sealed",
    "revision.before": "of a step: its version shows the edits; of a service: a page",
    "team.source": "for the operator who loads the baseline again",
}


@dataclass(frozen=True)
class Canary:
    """A text that stands in one column of one row, and who may find it."""

    text: str
    column: str
    entitled: frozenset[str]


class Cage:
    """Makes canaries, and knows them all."""

    def __init__(self) -> None:
        self.all: list[Canary] = []
        self._numbers = count(901_001)

    def text(self, column: str, entitled: frozenset[str]) -> str:
        text = f"canary{next(self._numbers)}"
        self.all.append(Canary(text, column, entitled))
        return text

    def words(self, column: str, entitled: frozenset[str]) -> dict[str, str]:
        text = self.text(column, entitled)
        return {"sr-Cyrl": text, "en": text}

    def phone(self, entitled: frozenset[str], *, town: str = "60") -> str:
        """A number that tells a town where `town` is the code of one."""
        digits = str(next(self._numbers))
        self.all.append(Canary(digits, "service_contact.value", entitled))
        return f"+381 {town} {digits}"

    def fill(
        self, table: str, entitled: frozenset[str], *names: str, **other: frozenset[str]
    ) -> dict[str, dict[str, str]]:
        """Words for columns; `other` names those of another circle."""
        circles = dict.fromkeys(names, entitled) | other
        return {n: self.words(f"{table}.{n}", who) for n, who in circles.items()}


def takes_text(column: Column[Any]) -> bool:
    """Whether somebody's words or a secret could stand in the column."""
    kind = column.type
    if isinstance(kind, TypeDecorator):
        return isinstance(kind, JsonText)
    return isinstance(kind, String | Text | LargeBinary)


def columns() -> dict[str, Column[Any]]:
    return {
        f"{table.name}.{column.name}": column
        for table in Base.metadata.tables.values()
        for column in table.columns
    }
