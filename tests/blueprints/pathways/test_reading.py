"""Members confirm that they have read what is in force; the score follows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.overview.compared import compared
from portal.blueprints.overview.national import AsOf
from portal.blueprints.pathways.unread import remind
from portal.db import begin_write, db
from portal.domain.awareness import seats_that_read
from portal.models import (
    Acknowledgement,
    AuditEvent,
    Job,
    Membership,
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Published,
    Seat,
    Team,
    VersionMove,
)
from portal.time import day_of
from tests import world
from tests.blueprints.pathways.town import Town, next_version, publish, start
from tests.visit import look, send, signed_in

Desk = Callable[[str], FlaskClient]


def in_force(town: Town, desk: Desk) -> str:
    ana, dragan = desk("coordinator"), desk("approver")
    return publish(ana, dragan, start(ana, town))


def reads(client: FlaskClient, version: str) -> int:
    return send(client, f"{version}/read").status_code


def test_member_reads_and_confirms_once(app: Flask, town: Town, desk: Desk) -> None:
    version = in_force(town, desk)
    milica = desk("member")
    home = look(milica, "/desk/").text
    assert "Read it:" in home
    assert version in home
    assert "I have read it" in look(milica, version).text
    assert reads(milica, version) == 303
    assert reads(milica, version) == 303
    page = look(milica, version).text
    assert "You confirmed on 22 November 2026" in page
    assert "I have read it" not in page
    assert "Read it:" not in look(milica, "/desk/").text
    with app.app_context():
        assert len(db.session.scalars(select(Acknowledgement)).all()) == 1
        verbs = list(db.session.scalars(select(AuditEvent.verb)))
        assert verbs.count("confirm_reading") == 1


def test_new_version_asks_again_and_a_withdrawn_one_nobody(
    app: Flask, town: Town, desk: Desk
) -> None:
    first, milica = in_force(town, desk), desk("member")
    reads(milica, first)
    ana, dragan = desk("coordinator"), desk("approver")
    second = publish(ana, dragan, next_version(app, ana))
    assert "Read it:" in look(milica, "/desk/").text
    assert reads(milica, first) == 403
    assert "Who has read it" not in look(milica, first).text
    send(ana, f"{second}/withdraw")
    assert "Read it:" not in look(milica, "/desk/").text
    assert reads(milica, second) == 403
    assert "Who has read it" not in look(milica, second).text


def test_team_sees_who_has_not_and_others_see_how_many(
    app: Flask, town: Town, desk: Desk
) -> None:
    version = in_force(town, desk)
    reads(desk("member"), version)
    page = look(desk("coordinator"), version).text
    card = page[page.index("Who has read it") :]
    assert "1 of " in card
    assert "<li>dragan," in card
    assert "<li>milica," not in card
    outside = look(desk("stranger"), version).text
    card = outside[outside.index("Who has read it") :]
    assert "persons have not" in card
    assert "dragan" not in card
    assert reads(desk("stranger"), version) == 403
    assert (
        "read by 1 of " in look(desk("stranger"), f"/desk/teams/{town.team_uid}").text
    )


def test_town_shows_how_many_seats_have_read_as_soon_as_they_have(
    app: Flask, town: Town, desk: Desk
) -> None:
    version = in_force(town, desk)
    told = [_acknowledged(app)]
    reads(desk("member"), version)
    told.append(_acknowledged(app))
    reads(desk("coordinator"), version)
    told.append(_acknowledged(app))
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, next_version(app, ana))
    told.append(_acknowledged(app))
    assert [one["confirmed"] for one in told] == [0, 1, 2, 0]


def _acknowledged(app: Flask) -> dict[str, int]:
    with app.app_context():
        return db.session.scalars(
            select(Published.payload).where(
                Published.kind == "municipality",
                Published.uid == "vranje",
                Published.valid_to.is_(None),
            )
        ).one()["acknowledged"]


def people_come_and_go(town: Town, day: date, at: datetime) -> None:
    """A substitute who reads three days later, an observer who reads, a vacant seat,
    and a seat that ends."""
    host = db.session.get(Team, town.coordinator.seats[0].team_id)
    seat = db.session.get(Seat, town.approver.seats[0].seat_id)
    substitute = world.a_person()
    world.a_membership(substitute, seat, "member", starts_on=day)
    watcher = world.somebody(host, "observer")
    world.a_seat(host)
    gone = world.a_seat(host, ends_on=day + timedelta(days=2))
    world.a_membership(world.a_person(), gone, "member")
    version = db.session.scalars(select(PathwayVersion.id)).one()
    for person, days in ((substitute.id, 3), (watcher.person_id, 0)):
        read = {"person_id": person, "at": at + timedelta(days=days)}
        db.session.add(Acknowledgement(version_id=version, **read))


def test_score_of_any_day_is_what_plain_loops_over_the_rows_find(
    app: Flask, town: Town, desk: Desk, clock: Any
) -> None:
    first, day = in_force(town, desk), clock.today
    with app.app_context():
        begin_write()
        people_come_and_go(town, day, clock.now)
        db.session.commit()
    reads(desk("member"), first)
    clock.move(days=5)
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, next_version(app, ana))
    with app.app_context():
        found = {}
        for days in range(-1, 7):
            on = day + timedelta(days=days)
            lines = compared(AsOf(on, is_today=False)).lines
            (team,) = (row.team for row in lines if row.team.slug == "vranje")
            found[days] = team.confirmed
            assert team.confirmed == len(by_loops(team.id, on)), on
    assert found == {-1: 0, 0: 1, 1: 1, 2: 1, 3: 2, 4: 2, 5: 0, 6: 0}


def _holds(row: Any, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _rows(model: Any) -> list[Any]:
    return list(db.session.scalars(select(model)))


def by_loops(team: int, day: date) -> set[int]:
    """The seats that had read what was in force at the end of the day, row by row."""
    hosts = {row.id: row.host_team_id for row in _rows(Pathway)}
    made: dict[int, set[str]] = {row.id: set() for row in _rows(PathwayVersion)}
    for move in _rows(VersionMove):
        if day_of(move.at) <= day:
            made[move.version_id].add(move.move)
    versions = [
        row.id
        for row in _rows(PathwayVersion)
        if hosts[row.pathway_id] == team
        and "publish" in made[row.id]
        and not made[row.id] & {"supersede", "withdraw"}
    ]
    seats = [s.id for s in _rows(Seat) if s.team_id == team and _holds(s, day)]
    holders: dict[int, list[int]] = {seat: [] for seat in seats}
    for row in _rows(Membership):
        if row.seat_id in holders and _holds(row, day) and row.role != "observer":
            holders[row.seat_id].append(row.person_id)
    known = [row for row in _rows(Acknowledgement) if day_of(row.at) <= day]
    read = {(row.version_id, row.person_id) for row in known}
    return seats_that_read(holders, versions, read)


def test_who_has_not_read_is_reminded_once_a_week_after_seven_days(
    app: Flask, town: Town, desk: Desk, clock: Any
) -> None:
    version = in_force(town, desk)
    reads(desk("member"), version)
    with app.app_context():
        begin_write()
        host = db.session.get(Team, town.coordinator.seats[0].team_id)
        late = world.a_person()
        starts = clock.today + timedelta(days=5)
        world.a_membership(late, world.a_seat(host), "member", starts_on=starts)
        world.somebody(host, "observer")
        late_id = late.id
        db.session.commit()
    both = {town.coordinator.person_id, town.approver.person_id}
    told = {}
    for days in range(16):
        told[days] = _reminded(app, clock.now)
        clock.move(days=1)
    assert {day: who for day, who in told.items() if who} == {
        7: both,
        12: {late_id},
        14: both,
    }


def _reminded(app: Flask, at: Any) -> set[int]:
    with app.app_context():
        begin_write()
        remind(at)
        jobs = db.session.scalars(select(Job).where(Job.created_at == at))
        told = {j.about["person"] for j in jobs if j.about.get("notice") == "reading"}
        db.session.commit()
        return told


def test_partner_team_is_asked_too_and_counts_for_the_card_alone(
    app: Flask, town: Town, desk: Desk
) -> None:
    version = in_force(town, desk)
    with app.app_context():
        begin_write()
        partner = world.a_team("kraljevo")
        pathway = db.session.scalars(select(Pathway)).one()
        db.session.add(PathwayPartner(pathway_id=pathway.id, team_id=partner.id))
        petar = world.somebody(partner)
        db.session.commit()
    client = signed_in(app, petar)
    assert version in look(client, "/desk/").text
    assert reads(client, version) == 303
    assert "1 of " in look(client, version).text
