"""Towns go onto the wall as they stand: a computed record, which nobody approves."""

from datetime import datetime
from uuid import UUID

from portal import wall
from portal.audit import Event
from portal.blueprints.meetings import figures
from portal.blueprints.pathways.figures import of_teams as seats_that_read
from portal.blueprints.teams import queries
from portal.blueprints.teams.snapshot import snapshot
from portal.domain.people import Actor
from portal.time import day_of, now


def show_towns(at: datetime, *slugs: str) -> None:
    """Put these towns up, or all of them, with what holds on the day."""
    towns = queries.towns(*slugs)
    ids = [town.id for town in towns]
    day = day_of(at)
    found, met = queries.baseline(ids), figures.of_towns(ids, day)
    read = seats_that_read([team.id for town in towns for team in town.teams], day)
    for town in towns:
        record = snapshot(town, found.get(town.id, {}), met[town.id], read, day)
        wall.put(record, approvers=(), at=at)


def show_who_met(actor: Actor, event: Event) -> None:
    """What was held has changed: the public figures of its towns follow."""
    slugs = figures.towns_of(UUID(event.thing))
    if slugs:
        show_towns(now(), *slugs)


def show_who_read(actor: Actor, event: Event) -> None:
    """What is in force, or who has read it, has changed: the town's score follows."""
    slug = queries.slug_of(event.team_id)
    if slug:
        show_towns(now(), slug)
