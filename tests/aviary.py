"""The canaries' world: teams, services and pathways in every state, partly public."""

from typing import Any

from portal import audit, wall
from portal.blueprints.pathways import queries as pathways
from portal.blueprints.pathways.numbered import editions
from portal.blueprints.pathways.snapshot import kept_version, withdrawn
from portal.blueprints.pathways.snapshot import snapshot as pathway_snapshot
from portal.blueprints.search.indexing import index_all
from portal.blueprints.services import queries as services
from portal.blueprints.services.snapshot import snapshot as service_snapshot
from portal.db import db
from portal.domain.people import Actor
from portal.loading.public import show_towns_and_figures
from portal.models import (
    Agreement,
    DeskSession,
    Invitation,
    Job,
    Pathway,
    PathwayVersion,
    Step,
    StepComment,
    Team,
    VersionMove,
)
from tests import world
from tests.aviary_files import a_file
from tests.aviary_meetings import MeetingCanaries
from tests.aviary_plans import PlanCanaries
from tests.aviary_register import RegisterCanaries
from tests.aviary_services import ServiceCanaries
from tests.canaries import (
    DESK,
    DOCTOR,
    INSIDE,
    MAIL,
    NO_PAGE,
    PUBLIC,
    WITH_OFFICE,
    Cage,
)

STEP_WORDS = ("actor", "action", "details", "refuse", "night")
ROOMS = (
    *("services", "pathways", "teams", "figures", "meetings", "plans"),
    *("terms", "gaps"),
)
UNDER_WAY = ("draft", "in_review", "approved")
# A superseded version stays readable at its permanent address.
OPEN = ("published", "superseded")


class Aviary:
    """Fills the database, in the caller's transaction."""

    def __init__(self) -> None:
        self.cage = Cage()
        self.team = world.a_team("own", source=self.cage.text("team.source", NO_PAGE))
        self.team.municipality.name = world.both("Град", "Town")
        self.other = world.a_team("other")
        office = world.a_team("office", kind="office")
        self.people = {
            "member": self._somebody(self.team, "approver"),
            "coordinator": self._somebody(self.team, "coordinator"),
            "custodian": self._somebody(self.team, "member"),
            "other_member": world.somebody(self.other, "member"),
            "other_coordinator": world.somebody(self.other, "coordinator"),
            "office": world.somebody(office, "office"),
        }
        self._agreement()
        by = self.people["office"].person_id
        world.a_term("hu", by, kind="language", name={"en": "Hungarian"})
        self.services = ServiceCanaries(self.cage, self.team, self.people).made
        self.versions = self._versions()
        self._rows_without_page()
        self.register = RegisterCanaries(
            self.cage, self.team, self.people, self.services
        )
        self.meetings = MeetingCanaries(self.cage, self.team, self.people)
        self.plans = PlanCanaries(self.cage, self.team, self.people)
        index_all()
        self._publish()
        self.place = f"/desk/services/{self.services['confidential'].uid}/place"
        self.waiting = self.uids["in_review"]
        self.start = self._addresses()

    def _addresses(self) -> list[str]:
        """Where a crawl begins: the rooms, and what no page links to."""
        rooms = [f"/desk/{room}/" for room in ROOMS]
        within = (self.meetings, self.plans, self.register)
        more = [address for room in within for address in room.addresses()]
        more.append(a_file(self.cage, self.team, self.people))
        more.append("/desk/search/?q=nickname")
        team, gone = self.team.uid, self.versions["withdrawn"].uid
        return [
            *(
                "/desk/",
                *rooms,
                *more,
                self.place,
                f"/desk/services/?team={team}",
            ),
            *(f"/desk/services/new/{team}", f"/desk/pathways/versions/{gone}"),
        ]

    def _somebody(self, team: Team, role: str) -> Actor:
        name = self.cage.text("person.name", WITH_OFFICE)
        email = f"{self.cage.text('person.email', MAIL)}@x.example"
        secrets = {
            "password_hash": self.cage.text("person.password_hash", NO_PAGE),
            "totp_secret": self.cage.text("person.totp_secret", NO_PAGE).encode(),
        }
        return world.somebody(team, role, email, name=name, **secrets)

    def _agreement(self) -> None:
        given: Any = {"key": "a", "kind": "memorandum", "level": "local"}
        given |= {"source": self.cage.text("agreement.source", DESK)}
        db.session.add(Agreement(team_id=self.team.id, name={"en": "M"}, **given))

    def _versions(self) -> dict[str, PathwayVersion]:
        first = Pathway(host_team=self.team, profile="adult")
        first.created_at = world.NOW
        made = {"superseded": self._version("superseded", pathway=first)}
        made["superseded"].number = 2
        db.session.flush()
        for state in ("published", "draft"):
            made[state] = self._version(state, pathway=first)
        for state in ("in_review", "approved", "withdrawn"):
            made[state] = self._version(state)
        return made

    def _version(self, state: str, **more: Any) -> PathwayVersion:
        circle = INSIDE if state in UNDER_WAY else DESK
        top = PUBLIC if state in OPEN else circle
        title = PUBLIC if state in (*OPEN, "withdrawn") else circle
        texts = self.cage.fill("pathway_version", top, "summary", title=title)
        if state == "draft":
            reason = self.cage.fill("pathway_version", INSIDE, "return_reason")
            texts |= reason
        steps = [
            self._step("a", 1, "public", top, circle, "confidential", "b", "z"),
            self._step("b", 2, "professional", circle, circle, "public", "z"),
            self._step("z", 3, "public", top, circle, None),
        ]
        ana = self.people["coordinator"].person_id
        version = world.a_version(
            self.team, state, steps=steps, submitted_by_id=ana, **texts, **more
        )
        moved = {"move": "create", "state": state, "person_id": ana, "at": world.NOW}
        db.session.add(VersionMove(version_id=version.id, **moved))
        if state not in UNDER_WAY:
            moved["move"] = "publish"
            db.session.add(VersionMove(version_id=version.id, **moved))
        said = self.cage.text("step_comment.body", INSIDE)
        place = {"version_id": version.id, "step_key": "b", "person_id": ana}
        db.session.add(StepComment(**place, body=said, at=world.NOW))
        return version

    def _step(
        self,
        key: str,
        position: int,
        audience: str,
        seen: frozenset[str],
        circle: frozenset[str],
        service: str | None,
        *to: str,
    ) -> Step:
        when = {key: self.cage.words("step.forks", seen) for key in to}
        texts = self.cage.fill("step", seen, *STEP_WORDS, basis=circle)
        texts["action"]["hu"] = self.cage.text("step.action", seen)
        return world.a_step(
            key,
            position,
            audience=audience,
            kind="decision" if to else "end",
            forks=[{"to": key, "condition": said} for key, said in when.items()],
            service_id=self.services[service].id if service else None,
            **texts,
        )

    def _rows_without_page(self) -> None:
        ana, cage = self.people["coordinator"], self.cage
        common = {"person_id": ana.person_id}
        before = cage.fill("revision", NO_PAGE, "before")["before"]
        audit.keep(ana, noun="step", thing="x/y", before=before, at=world.NOW)
        times = {"started_at": world.NOW, "seen_at": world.NOW}
        hashes = {"token_hash": cage.text("desk_session.token_hash", NO_PAGE)}
        db.session.add(DeskSession(**common, **hashes, **times))
        hashes = {"token_hash": cage.text("invitation.token_hash", NO_PAGE)}
        db.session.add(Invitation(**common, **hashes, valid_until=world.NOW))
        job = {
            "about": {"thing": cage.text("job.about", NO_PAGE)},
            "failure": cage.text("job.failure", DOCTOR),
            "created_at": world.NOW.replace(year=2020),
        }
        db.session.add(Job(kind="mail", not_before=world.NOW, **job))

    def _publish(self) -> None:
        self.uids = {state: str(made.uid) for state, made in self.versions.items()}
        show_towns_and_figures(world.NOW)
        for kind in ("public", "confidential"):
            service = services.service(self.services[kind].uid, world.TODAY)
            snapshot = service_snapshot(service, world.TODAY)
            wall.put(snapshot, approvers=["a", "b"], at=world.NOW)
        public = pathways.version(self.versions["published"].uid)
        all_of_it = editions(public.pathway_id)
        snapshot = pathway_snapshot(public, world.TODAY, all_of_it)
        wall.put(snapshot, approvers=["a", "b"], at=world.NOW)
        for state in OPEN:
            version = pathways.version(self.versions[state].uid)
            kept = kept_version(version, world.TODAY)
            wall.put(kept, approvers=["a", "b"], at=world.NOW)
        self.meetings.publish()
        self.register.publish()
        told = {"kind": "language", "code": "hu", "name": {"en": "Hungarian"}}
        told |= {"description": None, "retired": False}
        added = wall.Snapshot("term", "hu", None, told, told)
        wall.put(added, approvers=["a", "b"], at=world.NOW)
        gone = pathways.version(self.versions["withdrawn"].uid)
        before = pathway_snapshot(gone, world.TODAY).payload
        taken = withdrawn(gone, world.TODAY, before)
        wall.put(taken, approvers=["a"], at=world.NOW)
