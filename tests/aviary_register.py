"""The canaries around the register: terms that wait, suggestions, former words."""

from portal.domain.people import Actor
from portal.models import Service, Team
from tests import world
from tests.aviary_suggestions import around_services
from tests.canaries import DESK, Cage


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

    def _term(self) -> None:
        texts = self.cage.fill("term", DESK, "name", "description")
        by = self.people["office"].person_id
        world.a_term("waiting", by, in_use=False, **texts)
