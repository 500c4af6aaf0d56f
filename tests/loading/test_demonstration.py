"""The demonstration is a portal in use: people, services, pathways, history."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import audit
from portal.blueprints.pathways.graph import findings
from portal.blueprints.people import secrets
from portal.db import db
from portal.loading.demonstration import DEMO_PASSWORD, sign_ins
from portal.models import (
    AuditEvent,
    Membership,
    Person,
    Seat,
    Service,
    Suggestion,
    Team,
    VersionMove,
)
from tests.clock import START
from tests.loading.reading import people, public, versions

TODAY = START.date()


def test_sign_ins_are_those_that_the_demonstration_promises(
    demonstration: Flask,
) -> None:
    given = sign_ins()
    shown = {(s.email.partition(".")[0], s.role, s.second_factor) for s in given}
    assert shown == {
        ("jelena@office", "office", True),
        ("marko@office", "office", True),
        ("ana@vranje", "coordinator", True),
        ("dragan@vranje", "approver", True),
        ("milica@vranje", "member", False),
        ("ivan@nis", "member", False),
        ("petar@subotica", "member", False),
    }
    assert given[2].what == "coordinator, Local anti-trafficking team of Vranje"


def test_everybody_can_sign_in_and_who_needs_it_has_a_second_factor(
    demonstration: Flask,
) -> None:
    found = people()
    assert secrets.password_fits(found["ana"], DEMO_PASSWORD)
    assert len(DEMO_PASSWORD) >= 12
    assert len({person.password_hash for person in found.values()}) == 1
    with_code = {n for n, person in found.items() if person.totp_secret is not None}
    assert with_code == {
        *("jelena", "marko", "ana", "dragan", "nina", "zoran"),
        *("vesna", "lena", "branko", "sofija", "tanja"),
    }
    code = secrets.code_now(found["dragan"], START.timestamp())
    assert code is not None
    assert secrets.use_code(found["dragan"], code, START.timestamp())


def test_everybody_sits_for_an_organisation_in_one_team(demonstration: Flask) -> None:
    rows = db.session.execute(
        select(Person.email, Team.key, Membership.starts_on, Seat.starts_on)
        .join(Membership.person)
        .join(Membership.seat)
        .join(Seat.team)
    ).all()
    assert len(rows) == 23
    for email, team, sits_since, seat_since in rows:
        assert email.endswith(f"@{team}.example")
        assert seat_since <= sits_since < TODAY


def test_adult_pathway_of_vranje_is_published_clear_and_operational(
    demonstration: Flask,
) -> None:
    (version,) = versions("adult")
    assert (version.state, version.number) == ("published", 1)
    assert version.pathway.host_team.key == "vranje"
    assert findings(version, TODAY) == ([], [])
    limits = {s.key: (s.limit_value, s.limit_unit) for s in version.steps}
    assert limits["contact"] == (0, "minute")
    assert limits["refer"] == (24, "hour")
    assert limits["consent"] == (None, None)
    (payload,) = public("pathway").values()
    assert payload["uid"] == str(version.pathway.uid)
    assert payload["title"]["en"] == "The way to help for adults in Vranje"
    assert payload["published_on"] == (TODAY - timedelta(days=14)).isoformat()


def test_pathway_says_by_itself_on_which_day_it_no_longer_works(
    demonstration: Flask,
) -> None:
    (version,) = versions("adult")
    ends = {s.uid: last_day(s.id) for s in map(service_of, version.steps) if s}
    first_overdue = min(ends.values()) + timedelta(days=1)
    assert first_overdue > TODAY + timedelta(days=60)
    assert findings(version, TODAY + timedelta(days=60)) == ([], [])
    assert findings(version, first_overdue - timedelta(days=1)) == ([], [])
    codes = {finding.code for finding in findings(version, first_overdue)[1]}
    assert codes == {"contact_not_verified"}
    later = findings(version, TODAY + timedelta(days=167))[1]
    assert "review_passed" in {finding.code for finding in later}


def test_public_services_tell_until_when_they_are_trusted(
    demonstration: Flask,
) -> None:
    services = {
        service["name"]["en"]: service for service in public("service").values()
    }
    number = next(s for s in services.values() if s["national_number"])
    assert number["verify_by"] == (TODAY + timedelta(days=80)).isoformat()
    assert len({person for person, day in number["verified_by"]}) == 2
    overdue = [
        name for name, s in services.items() if s["verify_by"] < TODAY.isoformat()
    ]
    assert overdue == ["Training and work"]
    assert services["Back to school"]["status"] == "reduced"


def test_suggestions_wait_were_taken_by_two_people_and_were_declined(
    demonstration: Flask,
) -> None:
    rows = db.session.scalars(select(Suggestion)).all()
    states = sorted(row.state for row in rows)
    assert states == ["declined", "open", "open", "taken"]
    names = {service["name"]["en"]: service for service in public("service").values()}
    told = names["Back to school"]["hours"]["en"]
    assert told == "Weekdays 8 am to 2 pm", "it waits: nothing changed"
    spoken = [(s["languages"] or {}).get("en") for s in public("service").values()]
    assert spoken.count("Serbian, Romani") >= 1


def test_town_shows_the_sectors_that_sit_in_its_team(demonstration: Flask) -> None:
    towns = public("municipality")
    (team,) = towns["vranje"]["teams"]
    assert (team["seats"], team["missing"]) == (10, ["media"])
    assert towns["kraljevo"]["teams"][0]["seats"] is None


def test_history_is_told_in_order_and_its_chain_holds(demonstration: Flask) -> None:
    rows = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    acts = [row for row in rows if row.person_id]
    assert len(acts) > 60
    assert audit.first_broken(rows) is None
    moments = [row.at for row in acts]
    assert moments == sorted(moments)
    moves = db.session.scalars(select(VersionMove).order_by(VersionMove.id)).all()
    assert all(move.at < START for move in moves)


def service_of(step: Any) -> Service | None:
    return step.service


def last_day(service_id: int) -> Any:
    service = db.session.scalars(
        select(Service)
        .options(joinedload(Service.verifications))
        .where(Service.id == service_id)
        .execution_options(populate_existing=True)
    )
    return max(row.verify_by for row in service.unique().one().verifications)
