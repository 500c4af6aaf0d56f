"""What drafts of a team may name: words, towns and bodies, each asked for once."""

from functools import cached_property

from portal import terms
from portal.blueprints.services import traces
from portal.domain.errors import DomainError
from portal.domain.terms import BUILT_IN
from portal.models import Municipality, Organisation, Team


class Nameable:
    """It is read when a draft first asks, and serves every draft of one transaction."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self._towns: dict[str, Municipality] = {}

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {kind: set(own) for kind, own in BUILT_IN.items()}
        for term in terms.added():
            found.setdefault(term.kind, set()).add(term.code)
        return found

    @cached_property
    def _bodies(self) -> dict[str, Organisation]:
        return {str(row.uid): row for row in traces.organisations(self.team)}

    def knows(self, kind: str, codes: set[str]) -> bool:
        """Whether these are words of the taxonomy, retired ones among them."""
        return codes <= self._codes[kind]

    def body(self, uid: str) -> Organisation:
        """The body with this uid that may offer a service of the team."""
        if uid not in self._bodies:
            raise DomainError("unknown_organisation", "organisation")
        return self._bodies[uid]

    def towns(self, slugs: set[str], field: str) -> dict[str, Municipality]:
        """Towns by slug. DomainError at the field where one is not known."""
        self._towns |= traces.towns(slugs - self._towns.keys(), field)
        return {slug: self._towns[slug] for slug in slugs}
