"""What is done to services: add, edit, verify, and how one becomes public."""

from datetime import date, datetime, timedelta
from typing import Any

from portal import audit, wall
from portal.audit import Event
from portal.blueprints.services import entries, state, traces
from portal.blueprints.services.drafts import ServiceDraft
from portal.blueprints.services.nameable import Nameable
from portal.blueprints.services.snapshot import narrowed, snapshot
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.places import TeamKind
from portal.domain.services import (
    PublicationState,
    ServiceStatus,
    narrows,
    number_is_trusted,
    verify_by,
)
from portal.models import (
    Service,
    ServiceStatusRow,
    Team,
    Verification,
)
from portal.time import day_of

REACHED_BY = {"contacts", "address", "lat", "lon", "places"}


def _event(verb: str, service: Service, fields: Any = ()) -> Event:
    return Event(
        verb,
        "service",
        str(service.uid),
        team_id=service.host_team_id,
        fields=tuple(fields),
    )


def add(
    actor: Actor,
    team: Team,
    draft: ServiceDraft,
    at: datetime,
    *,
    reference: str | None = None,
    nameable: Nameable | None = None,
) -> Event:
    """Enter a service on the desk of a team; nothing is public yet.

    `reference` is what those who sent it in a file call it. `nameable`: one for all
    rows of a file.
    """
    nameable = nameable or Nameable(team)
    entries.check_known(draft.checked(), nameable)
    check_number(draft, team, None)
    service = Service(
        organisation=nameable.body(draft.organisation),
        host_team=team,
        municipality_id=team.municipality_id,
        source="",
        reference=reference,
        contacts=[entries.contact(contact) for contact in draft.contacts],
        places=entries.places(draft, nameable),
        **draft.columns(),
    )
    db.session.add(service)
    db.session.flush()
    return _event("add_service", service)


def check_number(draft: ServiceDraft, team: Team, but: int | None) -> None:
    """There is one national number, and the office keeps it."""
    if not draft.national_number:
        return
    if team.kind != TeamKind.OFFICE:
        raise DomainError("number_is_offices", "national_number")
    if traces.other_national_number(but):
        raise DomainError("number_taken", "national_number")


def edit(
    actor: Actor,
    service: Service,
    draft: ServiceDraft,
    seen_version: int,
    at: datetime,
    *,
    nameable: Nameable | None = None,
) -> Event:
    """Change the record and keep what it was; the public follows with a second person.

    DomainError "service_conflict" where somebody else saved since `seen_version`.
    """
    if seen_version != service.row_version:
        raise DomainError("service_conflict")
    nameable = nameable or Nameable(service.host_team)
    entries.check_known(draft.checked(), nameable)
    check_number(draft, service.host_team, service.id)
    organisation = service.organisation
    if draft.organisation != str(organisation.uid):
        organisation = nameable.body(draft.organisation)
    before = entries.changes(service, draft, organisation)
    if before:
        _keep(actor, service, before, at)
        entries.write(service, draft, before, nameable)
        if REACHED_BY & set(before):
            _end_trust(service, day_of(at))
        follow_in_public(actor, service, at, proposes=True)
        db.session.flush()
    return _event("edit_service", service, before)


def _keep(actor: Actor, service: Service, before: Any, at: datetime) -> None:
    thing = str(service.uid)
    audit.keep(actor, noun="service", thing=thing, before=before, at=at)


def _end_trust(service: Service, today: date) -> None:
    """A contact that changed was never verified."""
    for row in service.verifications:
        row.verify_by = min(row.verify_by, today - timedelta(days=1))


def _snapshot(service: Service, at: datetime) -> wall.Snapshot:
    ids = {row.person_id for row in service.verifications}
    named = traces.people(ids) if service.national_number and ids else {}
    uids = {person_id: str(person.uid) for person_id, person in named.items()}
    return snapshot(service, day_of(at), uids)


def follow_in_public(
    actor: Actor, service: Service, at: datetime, *, proposes: bool
) -> None:
    """Less is public at once; more waits for a second person, and what stands stays."""
    standing = traces.standing(service)
    if standing is not None:
        wanted = _snapshot(service, at)
        approvers = sorted({*standing.approvers, actor.person_uid or ""})
        if narrows(standing.payload, wanted.payload):
            service.publication = PublicationState.PUBLIC
            service.proposed_by_id = None
            wall.put(wanted, approvers=approvers, at=at)
            return
        less = narrowed(standing.payload, wanted.payload)
        wall.put(less, approvers=approvers, at=at)
        if proposes:
            service.publication = PublicationState.PROPOSED
    if proposes and service.publication == PublicationState.PROPOSED:
        service.proposed_by_id = actor.person_id


def verify(actor: Actor, service: Service, at: datetime) -> Event:
    """State that the record is right today; the public one gets the new dates."""
    today = day_of(at)
    until = verify_by(today, national_number=service.national_number)
    service.verifications.append(
        Verification(person_id=actor.person_id, verified_on=today, verify_by=until)
    )
    db.session.flush()
    follow_in_public(actor, service, at, proposes=False)
    db.session.flush()
    return _event("verify_service", service, ("verify_by",))


def propose(actor: Actor, service: Service, at: datetime) -> Event:
    """Ask a second person to make the record public."""
    if service.publication != PublicationState.INTERNAL:
        raise DomainError("service_moved")
    _check_trust(service, at)
    service.publication = PublicationState.PROPOSED
    service.proposed_by_id = actor.person_id
    db.session.flush()
    return _event("propose_service", service, ("publication",))


def _check_trust(service: Service, at: datetime) -> None:
    if not state.trust(service).holds_on(day_of(at)):
        raise DomainError("not_verified")


def confirm(actor: Actor, service: Service, at: datetime) -> Event:
    """The second person makes the record public."""
    if service.publication != PublicationState.PROPOSED:
        raise DomainError("service_moved")
    if service.proposed_by_id in (None, actor.person_id):
        raise DomainError("same_person")
    _check_trust(service, at)
    _check_two_verified(service, at)
    proposer = traces.people([service.proposed_by_id])[service.proposed_by_id]
    service.publication = PublicationState.PUBLIC
    service.proposed_by_id = None
    approvers = [str(proposer.uid), actor.person_uid or ""]
    wall.put(_snapshot(service, at), approvers=approvers, at=at)
    return _event("confirm_service", service, ("publication",))


def _check_two_verified(service: Service, at: datetime) -> None:
    """The national number goes up only when two people verified it as it stands."""
    today = day_of(at)
    found = [
        (row.person_id, row.verified_on)
        for row in service.verifications
        if row.verify_by >= today
    ]
    if service.national_number and not number_is_trusted(found, today):
        raise DomainError("two_must_verify")


def hide(actor: Actor, service: Service, at: datetime) -> Event:
    """Take the record off the public floor at once; one person is enough."""
    service.publication = PublicationState.INTERNAL
    service.proposed_by_id = None
    wall.take_down("service", str(service.uid), at)
    db.session.flush()
    return _event("hide_service", service, ("publication",))


def set_status(
    actor: Actor, service: Service, status: ServiceStatus, at: datetime
) -> Event:
    """Note that from today the service runs, runs less, pauses or is closed."""
    today = day_of(at)
    if state.status(service, today) != status:
        service.statuses.append(ServiceStatusRow(status=status.value, starts_on=today))
        db.session.flush()
        follow_in_public(actor, service, at, proposes=True)
        db.session.flush()
    return _event("change_status", service, ("status",))
