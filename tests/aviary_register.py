"""The canaries around the register: terms, suggestions, former words, gaps."""

from portal import wall
from portal.blueprints.gaps import queries
from portal.blueprints.gaps.snapshot import snapshot
from portal.domain.people import Actor
from portal.models import GapConfirmation, Service, Team
from tests import world
from tests.aviary_suggestions import around_services
from tests.canaries import DESK, INSIDE, PUBLIC, Cage

GAPS = (("internal", "men"), ("proposed", "boys"), ("public", "girls"))


class RegisterCanaries:
    """Fills what stands around services, in the caller's transaction."""

    def __init__(
        self,
        cage: Cage,
        team: Team,
        people: dict[str, Actor],
        services: dict[str, Service],
    ) -> None:
        self.cage, self.team, self.people = cage, team, people
        self._term()
        around_services(cage, people, services)
        self.gaps = [self._gap(*row) for row in GAPS]

    def _term(self) -> None:
        texts = self.cage.fill("term", DESK, "name", "description")
        by = self.people["office"].person_id
        world.a_term("waiting", by, in_use=False, **texts)

    def _gap(self, publication: str, group: str) -> GapConfirmation:
        """Whose it is and what is needed: read like the record that says so."""
        circle = PUBLIC if publication == "public" else INSIDE
        named = self.cage.fill("organisation", circle, "name")
        here = self.team.municipality_id
        body = world.an_organisation(municipality_id=here, **named)
        return world.a_gap(
            self.team,
            self.people["coordinator"],
            category="return",
            group=group,
            publication=publication,
            owner=body,
            **self.cage.fill("gap_confirmation", circle, "need"),
        )

    def publish(self) -> None:
        for row in self.gaps:
            if row.publication == "public":
                told = snapshot(queries.gap(row.uid, world.TODAY))
                wall.put(told, approvers=["a", "b"], at=world.NOW)

    def addresses(self) -> list[str]:
        return [f"/desk/gaps/own/return/{group}/" for _, group in GAPS]
