"""Things to test with: plain functions that make one thing and flush it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from portal.db import db
from portal.domain.people import Actor, Role, SeatHeld
from portal.models import (
    GapConfirmation,
    Membership,
    Municipality,
    Organisation,
    Pathway,
    PathwayVersion,
    Person,
    Referral,
    Seat,
    Service,
    ServiceContact,
    ServiceStatusRow,
    Step,
    Team,
    Term,
    Verification,
)

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = NOW.date()
_numbers = count(1)


def both(serbian: str, english: str) -> dict[str, str]:
    return {"sr-Cyrl": serbian, "en": english}


def put(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def a_municipality(slug: str = "", **more: Any) -> Municipality:
    slug = slug or f"town-{next(_numbers)}"
    given = {
        "slug": slug,
        "name": both(f"Град {slug}", f"Town {slug}"),
        "district": both("Округ", "District"),
        "lat": 43.0,
        "lon": 21.0,
        "on_portal": True,
    }
    return put(Municipality(**given | more))


def an_organisation(key: str = "", **more: Any) -> Organisation:
    key = key or f"organisation-{next(_numbers)}"
    given = {"key": key, "name": both(f"Тело {key}", f"Body {key}"), "sector": "police"}
    return put(Organisation(**given | more))


def a_team(key: str = "", **more: Any) -> Team:
    key = key or f"team-{next(_numbers)}"
    given = {
        "key": key,
        "name": both(f"Тим {key}", f"Team {key}"),
        "kind": "anti_trafficking",
    }
    if "municipality" not in more and more.get("kind") != "office":
        more["municipality"] = a_municipality(key)
    return put(Team(**given | more))


def a_person(email: str = "", **more: Any) -> Person:
    email = email or f"person-{next(_numbers)}@portal.example"
    given = {"email": email, "name": email.split("@")[0], "created_at": NOW}
    return put(Person(**given | {"language": "en"} | more))


def a_seat(team: Team, organisation: Organisation | None = None, **more: Any) -> Seat:
    organisation = organisation or an_organisation()
    given = {"starts_on": TODAY - timedelta(days=400)}
    return put(Seat(team=team, organisation=organisation, **given | more))


def a_membership(person: Person, seat: Seat, role: str, **more: Any) -> Membership:
    given = {"starts_on": TODAY - timedelta(days=400), "role": role}
    return put(Membership(person=person, seat=seat, **given | more))


def somebody(team: Team, role: str = "member", email: str = "", **more: Any) -> Actor:
    """A person with a seat in the team, as the actor that the session would build."""
    person = a_person(email, **more)
    seat = a_seat(team)
    a_membership(person, seat, role)
    held = SeatHeld(
        seat_id=seat.id,
        team_id=team.id,
        role=Role(role),
        team_kind=team.kind,
        municipality_id=team.municipality_id,
        organisation_id=seat.organisation_id,
    )
    return Actor(person.id, str(person.uid), person.name, (held,))


def began(actor: Actor, day: date) -> Actor:
    """The same person, had they begun on that day."""
    return replace(actor, seats=tuple(replace(s, since=day) for s in actor.seats))


def a_service(
    team: Team,
    *,
    verified_on: date | None = TODAY,
    verified_by: Actor | None = None,
    phone: str | None = "+381 000 111 222",
    **more: Any,
) -> Service:
    """A running service with a public phone, verified today unless said otherwise."""
    given = {
        "host_team": team,
        "organisation": more.pop("organisation", None) or an_organisation(),
        "municipality_id": team.municipality_id,
        "name": both("Служба", "Service"),
        "summary": both("Помаже.", "It helps."),
        "category": "legal",
        "tier": "area",
        "groups": ["women", "men"],
        "always_open": True,
        "publication": "internal",
        "source": "tests",
    }
    service = Service(**given | more)
    service.statuses = [ServiceStatusRow(status="running", starts_on=date(2020, 1, 1))]
    service.contacts = [a_phone(phone)] if phone else []
    put(service)
    if verified_on:
        verify(service, verified_by or somebody(team, "coordinator"), verified_on)
    return service


def a_term(code: str, proposed_by: int, *, in_use: bool = True, **more: Any) -> Term:
    given = {
        "kind": "category",
        "code": code,
        "name": both("Нова врста", "A new kind"),
        "proposed_by_id": proposed_by,
        "added_on": TODAY,
        "confirmed_on": TODAY if in_use else None,
    }
    return put(Term(**given | more))


def a_gap(team: Team, by: Actor, **more: Any) -> GapConfirmation:
    """Somebody of the team looked for legal help for men and found none."""
    given = {
        "host_team": team,
        "municipality_id": team.municipality_id,
        "category": "legal",
        "group": "men",
        "since": TODAY - timedelta(days=10),
        "proposed_by_id": by.person_id,
        "publication": "internal",
    }
    return put(GapConfirmation(**given | more))


def a_referral(team: Team, sender: int, receiver: int, **more: Any) -> Referral:
    """Referrals that a body made to another this quarter, not confirmed yet."""
    given = {
        "host_team": team,
        "sender_id": sender,
        "receiver_id": receiver,
        "category": "legal",
        "outcome": "answered",
        "quarter": "2026-Q4",
        "amount": 1,
        "word": "waiting",
    }
    return put(Referral(**given | more))


def a_phone(number: str) -> ServiceContact:
    post = both("Дежурни", "On duty")
    return ServiceContact(label=post, kind="phone", value=number, audience="public")


def verify(service: Service, by: Actor, on: date) -> Verification:
    dates = {"verified_on": on, "verify_by": on + timedelta(days=180)}
    row = Verification(service_id=service.id, person_id=by.person_id, **dates)
    return put(row)


def a_step(key: str, position: int, *to: str, **more: Any) -> Step:
    given = {
        "key": key,
        "position": position,
        "kind": "action" if to else "end",
        "audience": "public",
        "actor": both("Неко", "Somebody"),
        "action": both(f"Корак {key}", f"Step {key}"),
        "night": both("Исто.", "The same."),
        "consent": "not_needed",
        "forks": [{"to": target, "condition": None} for target in to],
    }
    return Step(**given | more)


def a_version(team: Team, state: str = "draft", **more: Any) -> PathwayVersion:
    """A clear and operational version of a new pathway of the team."""
    steps = more.pop("steps", None) or [a_step("a", 1, "z"), a_step("z", 2)]
    pathway = more.pop("pathway", None) or Pathway(
        host_team=team, profile="adult", created_at=NOW
    )
    given = {
        "pathway": pathway,
        "scope": "local",
        "state": state,
        "title": both("Пут", "The way"),
        "review_by": TODAY + timedelta(days=100),
    }
    if more.get("submitted_by_id"):
        given["submitted_on"] = TODAY
    done = state in ("published", "superseded", "withdrawn")
    version = PathwayVersion(**given | more | {"steps": steps, "state": "draft"})
    put(version)
    version.state, version.number = state, 1 if done else None
    db.session.flush()
    return version
