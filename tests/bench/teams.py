"""Fills a database with teams that all have the same: people, services, a year."""

from dataclasses import dataclass

from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import PathwayVersion, Team, VersionMove
from tests import world
from tests.bench.year import a_year

SERVICES, STEPS, MANY_STEPS, SEATS = 8, 12, 60, 10


@dataclass(frozen=True)
class Seen:
    """Who looks at the pages, and at which."""

    actor: Actor
    pages: dict[str, str]


def fill(teams: int, first: int = 0) -> Seen:
    """So many teams; the pages that a coordinator of the first one opens."""
    begin_write()
    seen = [_a_team(number) for number in range(first, first + teams)]
    db.session.commit()
    return seen[0]


def _a_team(number: int) -> Seen:
    team: Team = world.a_team(f"team{number}")
    actor = world.somebody(team, "coordinator", f"c{number}@bench.example")
    roles = ("approver", *(SEATS - 2) * ["member"])
    people = [actor, *(world.somebody(team, role) for role in roles)]
    services = [world.a_service(team, verified_by=actor) for _ in range(SERVICES)]
    for service in services[::2]:
        service.publication = "public"
    ids = [service.id for service in services]
    version = _published(team, actor, ids, STEPS)
    longest = _published(team, actor, ids, MANY_STEPS)
    world.a_version(team, "draft")
    pages = {
        "desk home": "/desk/",
        "pathway version of 12 steps": f"/desk/pathways/versions/{version.uid}",
        "pathway version of 60 steps": f"/desk/pathways/versions/{longest.uid}",
        "list of pathways": "/desk/pathways/",
        "list of services": "/desk/services/",
        "team": f"/desk/teams/{team.uid}",
        "list of teams": "/desk/teams/",
        **a_year(team, people),
    }
    return Seen(actor, pages)


def _published(
    team: Team, actor: Actor, services: list[int], most: int
) -> PathwayVersion:
    """A version of so many steps, with the history that its page shows."""
    steps = []
    for at in range(1, most + 1):
        after = [f"s{at + 1}"] if at < most else []
        named = services[at % SERVICES]
        steps.append(world.a_step(f"s{at}", at, *after, service_id=named))
    version = world.a_version(team, "published", steps=steps)
    for move in ("create", "submit", "approve", "publish"):
        about = {"version_id": version.id, "person_id": actor.person_id}
        row = VersionMove(move=move, state="published", at=world.NOW, **about)
        db.session.add(row)
    return version
