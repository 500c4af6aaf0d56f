"""The canaries of services: what a record says, its contacts and its places."""

from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    ExactPlace,
    Organisation,
    PlaceCustodian,
    Service,
    ServiceContact,
    ServicePlace,
    Team,
)
from portal.seal import seal
from tests import world
from tests.canaries import CUSTODIAN, DESK, INSIDE, NO_PAGE, PUBLIC, Cage

WORDS = (
    *("name", "summary", "hours", "languages", "cost"),
    *("exclusions", "documents", "barrier"),
)
INNER_WORDS = ("address", "note", "legal_basis", "funding")


class ServiceCanaries:
    """A service in each state of publication, and a confidential one that is public."""

    def __init__(self, cage: Cage, team: Team, people: dict[str, Actor]) -> None:
        self.cage, self.team, self.people = cage, team, people
        self.made = {
            kind: self._service(kind)
            for kind in ("internal", "proposed", "public", "confidential")
        }

    def _service(self, kind: str) -> Service:
        public, hidden = kind in ("public", "confidential"), kind == "confidential"
        fill, inside = self.cage.fill, dict.fromkeys(INNER_WORDS, INSIDE)
        texts = fill("service", PUBLIC if public else INSIDE, *WORDS, **inside)
        body = self._body(kind)
        service = world.a_service(
            self.team,
            organisation=body,
            verified_by=self.people["coordinator"],
            phone=None,
            tier="confidential" if hidden else "area",
            publication="public" if public else kind,
            proposed_by_id=self.people["coordinator"].person_id,
            source=self.cage.text("service.source", INSIDE),
            reference=self.cage.text("service.reference", INSIDE),
            licence=self.cage.text("service.licence", INSIDE),
            **texts,
        )
        self._contacts(service, public=public, hidden=hidden)
        self._further(service, "public", INSIDE if hidden or not public else PUBLIC)
        self._further(service, "area", INSIDE)
        if hidden:
            self._place(service)
        return service

    def _body(self, kind: str) -> Organisation:
        seen, known = (PUBLIC, DESK) if kind == "public" else (INSIDE, INSIDE)
        return world.an_organisation(
            name=self.cage.words("organisation.name", seen),
            municipality_id=self.team.municipality_id,
            aliases=["Nickname", self.cage.text("organisation.aliases", known)],
            source=self.cage.text("organisation.source", NO_PAGE),
        )

    def _further(self, service: Service, tier: str, circle: frozenset[str]) -> None:
        """A confidential one can have none: that what is there stays inside holds."""
        texts = self.cage.fill("service_place", circle, "name", "address")
        town = self.team.municipality_id
        given = {"service_id": service.id, "municipality_id": town, "tier": tier}
        db.session.add(ServicePlace(**given, **texts))

    def _contacts(self, service: Service, *, public: bool, hidden: bool) -> None:
        seen = PUBLIC if public else INSIDE
        duty = DESK if public and not hidden else INSIDE
        local = INSIDE if hidden else seen
        for audience, circle, town in (
            ("public", seen, "60"),
            ("public", local, "17"),
            ("professional", duty, "61"),
        ):
            contact = ServiceContact(
                service_id=service.id,
                label=self.cage.words("service_contact.label", circle),
                kind="phone",
                value=self.cage.phone(circle, town=town),
                audience=audience,
            )
            db.session.add(contact)

    def _place(self, service: Service) -> None:
        text = self.cage.text("exact_place.sealed", CUSTODIAN)
        keeper = self.people["custodian"].person_id
        db.session.add(PlaceCustodian(service_id=service.id, person_id=keeper))
        db.session.add(
            ExactPlace(service_id=service.id, sealed=seal(text), changed_at=world.NOW)
        )
