"""The desk's home in one look: where I am, what waits for me, what comes next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.blueprints.decisions import queries as decisions
from portal.blueprints.decisions.queries import ActionRow
from portal.blueprints.overview import due
from portal.blueprints.overview.due import Due
from portal.blueprints.overview.invited import Own, own_meetings
from portal.blueprints.overview.standing import Standing, standing
from portal.blueprints.overview.waits import Wait, waiting
from portal.blueprints.pathways import working
from portal.blueprints.pathways.working import Broken
from portal.blueprints.plans import queries as plans
from portal.domain.people import Actor
from portal.time import day_of


@dataclass(frozen=True)
class Home:
    """What the first page of the desk shows to one person."""

    day: date
    own: Own
    waits: list[Wait]
    actions: list[ActionRow]
    reports: list[Any]
    drafts: list[Due]
    comments: list[Due]
    unread: list[Due]
    referrals: list[Due]
    due: list[Due]
    broken: list[Broken]
    team: Standing | None

    @property
    def shown(self) -> list[Due]:
        """What falls due, as far as one look takes it in."""
        return self.due[: due.SHOWN]

    @property
    def late(self) -> int:
        return sum(row.day < self.day for row in self.due)

    @property
    def nothing(self) -> bool:
        meets = self.own.next or self.own.unmarked
        waits = self.waits or self.referrals or self.broken or self.actions
        work = self.drafts or self.comments or self.unread or self.due
        return not (meets or waits or work)


def home(actor: Actor, at: datetime) -> Home:
    """Everything for the page; never more than eight statements."""
    day = day_of(at)
    actions = decisions.open_actions_of(actor)
    reports = plans.reports_due_for(actor, day)
    work = due.of_teams(actor, day)
    return Home(
        day=day,
        own=own_meetings(actor, at),
        waits=waiting(actor, day),
        actions=actions,
        reports=reports,
        drafts=work.drafts,
        comments=work.comments,
        unread=work.unread,
        referrals=work.referrals,
        due=due.thread(work, actions, reports, day),
        broken=working.broken_of_teams(due.edited_by(actor), day),
        team=standing(actor, day),
    )
