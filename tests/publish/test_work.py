from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.config import Settings
from portal.db import db
from portal.models import Job
from portal.publish import Publisher
from portal.work import Night, do_waiting, work
from tests.clock import Clock
from tests.publish.begun import begin
from tests.publish.country import a_pathway, a_town, the_number, uid_of, withdrawn
from tests.publish.trees import built, read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import TODAY

PAGE = f"en/pathways/{uid_of('pathway', 3)}/index.html"


@pytest.fixture
def inside(portal: Flask) -> Iterator[None]:
    with portal.app_context():
        yield


def jobs() -> list[Job]:
    found = list(db.session.scalars(select(Job).order_by(Job.id)))
    db.session.expunge_all()
    db.session.rollback()
    return found


def test_waiting_builds_are_done_as_one(
    portal: Flask, publisher: Publisher, clock: Clock, inside: None
) -> None:
    begin(publisher)
    put(portal, a_pathway(3, 3, edition=2), a_town(3, name=" anew"))
    assert do_waiting(publisher, clock()) == 2
    assert all(job.finished_at and job.attempts == 1 for job in jobs())
    assert "Town anew 3" in (read(publisher, "en/municipalities/index.html") or "")
    assert do_waiting(publisher, clock()) == 0


@pytest.mark.one_engine
def test_refused_build_is_told_and_tried_again_later_and_later(
    portal: Flask, publisher: Publisher, clock: Clock, inside: None
) -> None:
    begin(publisher)
    put(portal, the_number(people=1))
    pauses = []
    for _ in range(7):
        assert do_waiting(publisher, clock()) == 1
        (job,) = jobs()
        assert "national number" in (job.failure or "")
        pauses.append((job.not_before - clock()).total_seconds())
        assert do_waiting(publisher, clock()) == 0
        clock.now = job.not_before
    assert pauses == [2, 4, 8, 16, 32, 60, 60]
    put(portal, the_number())
    assert do_waiting(publisher, clock()) == 2
    assert all(job.finished_at and job.failure is None for job in jobs())


@pytest.mark.one_engine
def test_withdrawal_is_built_while_another_act_is_refused(
    portal: Flask, publisher: Publisher, clock: Clock, inside: None
) -> None:
    begin(publisher)
    put(portal, the_number(people=1))
    do_waiting(publisher, clock())
    put(portal, withdrawn(3, 3), urgent=True)
    do_waiting(publisher, clock())
    assert "was withdrawn on" in (read(publisher, PAGE) or "")
    assert [bool(job.finished_at) for job in jobs()] == [False, True]


@pytest.mark.one_engine
def test_site_is_built_anew_in_the_night(
    portal: Flask, publisher: Publisher, land: Settings, clock: Clock
) -> None:
    begin(publisher)
    clock.move(hours=12)
    assert work(portal, land, stop=_after(2)) is None
    assert publisher.built_on() == TODAY
    clock.move(hours=2)
    work(portal, land, stop=_after(2))
    assert publisher.built_on() == TODAY + timedelta(days=1)
    assert "23 November 2026" in (read(publisher, "en/index.html") or "")


def _after(rounds: int):
    """Tell the work to stop once it has gone round so many times."""
    left = iter(range(rounds))
    return lambda: next(left, None) is None


@pytest.mark.one_engine
def test_night_that_fails_is_tried_again_a_minute_later_not_at_once(
    portal: Flask, publisher: Publisher, clock: Clock, inside: None
) -> None:
    begin(publisher)
    before = built(publisher)
    number = the_number()
    take_down(portal, number)
    clock.move(days=1)
    night = Night(publisher)
    night.look(clock())
    assert night.not_before == clock() + timedelta(seconds=60)
    put(portal, number)
    waiting_keys(portal)
    night.look(clock())
    assert built(publisher) == before
    clock.move(seconds=61)
    night.look(clock())
    assert publisher.built_on() == TODAY + timedelta(days=1)
    assert night.not_before is None


@pytest.mark.one_engine
def test_instance_that_was_never_built_is_not_built_by_the_night(
    publisher: Publisher, clock: Clock, portal: Flask, inside: None
) -> None:
    Night(publisher).look(clock())
    assert not publisher.current.exists()
