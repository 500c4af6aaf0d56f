"""What people did with the services of the demonstration, from entry to today."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from portal import audit
from portal.blueprints.services import actions, places, queries
from portal.blueprints.services.drafts import ContactDraft, ServiceDraft
from portal.domain.people import NOBODY
from portal.domain.permissions import May, allowed
from portal.domain.places import point_of
from portal.domain.services import ServiceStatus
from portal.loading.stage import Diary, Stage
from portal.loading.told_records import more_of
from portal.models import Service
from portal.time import day_of

# The files date the last verification; this many days before it the service was
# entered, verified for the first time and, a day later, made public.
FIRST_ROUND = 90
TOLD = ("name", "summary", "category", "tier", "hours", "languages", "cost", "address")


@dataclass
class ServiceStory:
    """One service of the files; `uid` once it is entered."""

    stage: Stage
    data: dict[str, Any]
    uid: UUID | None = field(default=None, init=False)

    def service(self, at: datetime) -> Service:
        """Read anew before each act, as the desk does."""
        found = queries.service(self.uid, day_of(at)) if self.uid else None
        if found is None:
            raise LookupError(f"{self.data['key']} is not entered yet")
        return found

    def diary(self) -> Diary:
        """What happened to it, and when."""
        days = [row["days_ago"] for row in self.data["verified"]]
        first, moment = max(days) + FIRST_ROUND, self.stage.moment
        acts: Diary = [(moment(first), self._enter)]
        if "exact_place" in self.data:
            acts.append((moment(first), self._keep_place))
        acts.append((moment(first - 1), self._confirm))
        for row in self.data["verified"]:
            again = partial(self._verify, row["person"])
            acts.append((moment(row["days_ago"]), again))
        if self.data["status"] != ServiceStatus.RUNNING:
            acts.append((moment(min(days)), self._state_status))
        return acts

    def _enter(self, at: datetime) -> None:
        """Entered, verified, proposed; where the team has no editor, by an operator."""
        proposer = self.data["proposed_by"]
        team = self.stage.teams[self.data["host_team"]]
        actor = self.stage.actors[proposer]
        if not allowed(actor, May.ADD_SERVICE, team):
            actor = NOBODY
        event = audit.record(actor, actions.add(actor, team, self._draft(), at), at)
        self.uid = UUID(event.thing)
        self._verify(proposer, at)
        if self.data["national_number"]:
            self._verify(self.data["confirmed_by"], at)
        self._act(proposer, May.PROPOSE_SERVICE, actions.propose, at=at)

    def _draft(self) -> ServiceDraft:
        organisation = self.stage.organisations[self.data["organisation"]]
        told: dict[str, Any] = {name: self.data[name] or None for name in TOLD}
        lat, lon = point_of(self.data.get("coordinates", "")) or (None, None)
        return ServiceDraft(
            organisation=str(organisation.uid),
            groups=tuple(self.data["groups"]),
            contacts=tuple(ContactDraft(**row) for row in self.data["contact"]),
            specialised=self.data["specialised"],
            national_number=self.data["national_number"],
            always_open=self.data["always_open"],
            lat=lat,
            lon=lon,
            **more_of(self.data, self.stage.moment(0).date()),
            **told,
        )

    def _keep_place(self, at: datetime) -> None:
        """The second person names the custodians; the first of these writes it down."""
        custodians = self.data["custodians"]
        second = self.data["confirmed_by"]
        for name in custodians:
            person = self.stage.people[name]
            may = May.KEEP_SERVICE
            self._act(second, may, places.name_custodian, person, at=at)
        text = self.data["exact_place"]
        self._act(custodians[0], May.READ_PLACE, places.set_place, text, at=at)

    def _confirm(self, at: datetime) -> None:
        second = self.data["confirmed_by"]
        self._act(second, May.CONFIRM_SERVICE, actions.confirm, at=at)

    def _verify(self, person: str, at: datetime) -> None:
        self._act(person, May.VERIFY_SERVICE, actions.verify, at=at)

    def _state_status(self, at: datetime) -> None:
        last = min(self.data["verified"], key=lambda row: row["days_ago"])
        status = ServiceStatus(self.data["status"])
        may = May.VERIFY_SERVICE
        self._act(last["person"], may, actions.set_status, status, at=at)

    def _act(
        self, person: str, may: May, action: Any, *given: Any, at: datetime
    ) -> None:
        self.stage.act(person, may, self.service(at), action, *given, at=at)
