"""What is done to exact places: sealed, read by named custodians, each reading kept."""

from datetime import datetime

from portal import audit
from portal.audit import Event
from portal.blueprints.services import traces
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.models import ExactPlace, Person, PlaceCustodian, Service
from portal.seal import seal, unseal


def _event(verb: str, service: Service, field: str) -> Event:
    thing, team = str(service.uid), service.host_team_id
    return Event(verb, "service", thing, team_id=team, fields=(field,))


def set_place(actor: Actor, service: Service, text: str, at: datetime) -> Event:
    """Seal the exact place of the service."""
    held = traces.place(service) or ExactPlace(service_id=service.id)
    held.sealed = seal(text)
    held.changed_at = at
    db.session.add(held)
    db.session.flush()
    return _event("write_place", service, "exact_place")


def read_place(actor: Actor, service: Service, at: datetime) -> str | None:
    """The exact place, None where nobody wrote it; the reading is kept first.

    For a reading request only: the audit row takes the writer's place by itself.
    """
    held = traces.place(service)
    if held is None:
        return None
    audit.record_apart(actor, _event("read_place", service, "exact_place"), at)
    return unseal(held.sealed)


def name_custodian(
    actor: Actor, service: Service, person: Person, at: datetime
) -> Event:
    """Let a person read the exact place; nobody names themselves."""
    if person.id == actor.person_id:
        raise DomainError("same_person", "person")
    if person.id not in service.custodian_ids:
        service.custodians.append(PlaceCustodian(person_id=person.id))
        db.session.flush()
    return _event("name_custodian", service, "custodians")


def end_custodian(
    actor: Actor, service: Service, person: Person, at: datetime
) -> Event:
    """A person reads the exact place no longer."""
    for row in service.custodians:
        if row.person_id == person.id:
            db.session.delete(row)
    db.session.flush()
    return _event("end_custodian", service, "custodians")
