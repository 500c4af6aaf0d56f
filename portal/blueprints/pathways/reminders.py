"""Mails to whose pathway would not work: a link, never content.

One a week about what lasts; one a day where something has just stopped answering, since
readers of the pathway may need it today.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from portal import mail
from portal.audit import Event
from portal.blueprints.pathways import working
from portal.blueprints.pathways.working import Broken
from portal.blueprints.people import queries as people
from portal.domain.people import Actor
from portal.time import day_of, now

NOTICE = "pathways"


def remind(at: datetime) -> int:
    """Write the mails of the day, about what the clock alone has brought; how many."""
    return _tell(working.all_broken(day_of(at)), at, mail.A_WEEK)


def services_changed(actor: Actor, events: Sequence[Event]) -> None:
    """Tell at once whose pathways name a service that would not answer any more."""
    changed = [UUID(event.thing) for event in events]
    _tell(working.broken_by(changed, day_of(now())), now(), mail.A_DAY)


def _tell(broken: Iterable[Broken], at: datetime, apart: timedelta) -> int:
    teams = {version.host_team_id for version in broken}
    if not teams:
        return 0
    return mail.once_in(apart, people.coordinators(teams, at), NOTICE, at)
