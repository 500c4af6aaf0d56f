"""Who asks, and for what: the people and the things of the access matrix."""

from typing import Any
from uuid import uuid4

from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import assets, further, sessions
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import (
    Invitation,
    Team,
)
from tests import (
    cast_files,
    cast_pathways,
    cast_programs,
    cast_referrals,
    cast_rooms,
    world,
)
from tests.cast_services import a_service, service_form
from tests.form_values import form_values
from tests.visit import TOKEN, look, signed_in

PERSONAS = (
    *("nobody", "member", "approver", "coordinator", "office", "office_second"),
    *("partner", "other_member", "other_coordinator"),
)

LANGUAGES_TO_ADD = iter(further.names())


class Browser:
    """Asks, and sends forms with the token of its session."""

    def __init__(self, client: FlaskClient, page: str) -> None:
        self.client = client
        self.client.checks_pages = False
        found = TOKEN.search(look(client, page).text)
        self.token = found.group(1) if found else ""

    def ask(self, method: str, url: str, form: dict[str, Any]) -> int:
        data = {"csrf_token": self.token} | form if method == "POST" else None
        base = "https://localhost"
        answer = self.client.open(url, method=method, base_url=base, data=data)
        return answer.status_code


class Cast:
    """Four teams and the office, with the people that the columns name.

    `own` has two approvers, so the office is not second there. `few` has one: things
    that `office_second` asks for belong to it.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            begin_write()
            own, few = world.a_team("own"), world.a_team("few")
            office = world.a_team("office", kind="office")
            partner, other = world.a_team("partner"), world.a_team("other")
            self.people = {
                "member": world.somebody(own),
                "approver": world.somebody(own, "approver"),
                "coordinator": world.somebody(own, "coordinator"),
                "office": world.somebody(office, "office"),
                "partner": world.somebody(partner, "coordinator"),
                "other_member": world.somebody(other),
                "other_coordinator": world.somebody(other, "coordinator"),
            }
            self.people["office_second"] = self.people["office"]
            self.author_of_few = world.somebody(few, "coordinator")
            self.partner_id = partner.id
            self.body = world.an_organisation().uid
            db.session.commit()

    def browser(self, persona: str) -> "Browser":
        if persona == "nobody":
            return Browser(self.app.test_client(), "/desk/sign-in")
        return Browser(signed_in(self.app, self.people[persona]), "/desk/")

    def browsers(self) -> dict[str, "Browser"]:
        return {persona: self.browser(persona) for persona in PERSONAS}

    def asked(self, view: str, state: str, persona: str) -> tuple[str, dict[str, Any]]:
        """The address of a fresh thing in this state, and a form that fits it."""
        with self.app.test_request_context(base_url="https://localhost"):
            begin_write()
            given, form = self._asked(view, state, persona)
            db.session.commit()
            url = url_for(view, **given)
            author = self._author(view, state, persona)
            page = url_for(cast_rooms.PAGE_OF.get(view, view), **given)
        if view in cast_rooms.FROM_PAGE:
            form = self._offered(author, page) | form
        return url, form

    def _author(self, view: str, state: str, persona: str) -> Actor:
        if state == "of the office" or view == "plans.periods":
            return self.people["office"]
        few = persona == "office_second"
        return self.author_of_few if few else self.people["coordinator"]

    def _offered(self, author: Actor, page: str) -> dict[str, Any]:
        """What the page would send if its author pressed the button at once."""
        client = signed_in(self.app, author)
        client.checks_pages = False
        return form_values(look(client, page).text)

    def _asked(self, view: str, state: str, persona: str) -> Any:
        few = persona == "office_second"
        host = _team("few" if few else "own")
        author = self.author_of_few if few else self.people["coordinator"]
        room, _, name = view.partition(".")
        if room in cast_programs.ROOMS:
            return cast_programs.asked(view, state, host, author)
        if room == "referrals" and state:
            return cast_referrals.asked(self, view, state, host)
        if state.startswith("of the "):
            team = _team("office") if state == "of the office" else host
            return _of_a_team(self, view, state, team)
        if room in cast_rooms.ROOMS and state:
            return cast_rooms.made(self, view, state, host, author)
        if view == "terms.add_language":
            return {}, {"code": next(LANGUAGES_TO_ADD)}
        if room == "terms":
            return _term(self, state)
        if room == "gaps" and state:
            return {"uid": world.a_gap(host, author, publication=state).uid}, {}
        if state.startswith("brought"):
            return cast_files.brought(host, author, state)
        if room == "services" and state:
            return a_service(self, name, state, host, author)
        if room in ("pathways", "steps", "reach", "further") and state:
            return cast_pathways.pathway(self, view, state, host, author)
        return self._plain(view, state, host)

    def _plain(self, view: str, state: str, host: Team) -> Any:
        if view == "people.invitation":
            words = "three words apart"
            form = {"password": words, "again": words}
            return {"token": _invitation(used=state == "used")}, form
        if view == "frozen.static":
            digest = assets.asset("css/site.css").split("/")[2]
            return {"digest": digest, "name": "css/site.css"}, {}
        given = cast_rooms.PLACES | {"teams.team": {"uid": host.uid}}
        forms = {
            "people.language": {"language": "en"},
            "people.sign_in": {"email": f"{uuid4()}@x.example", "password": "guessed"},
        }
        return given.get(view, {}), forms.get(view, {})


def _invitation(*, used: bool) -> str:
    token = uuid4().hex
    row = Invitation(
        person_id=world.a_person().id,
        token_hash=sessions.hashed(token),
        valid_until=world.NOW.replace(year=2027),
        used_at=world.NOW if used else None,
    )
    db.session.add(row)
    return token


def _team(key: str) -> Team:
    town = joinedload(Team.municipality)
    return db.session.scalars(select(Team).options(town).where(Team.key == key)).one()


def _of_a_team(cast: Cast, view: str, state: str, team: Team) -> Any:
    form: dict[str, Any] = service_form(cast.body)
    given: dict[str, Any] = {"uid": team.uid}
    if view.startswith("services.intake."):
        return given, cast_files.a_file()
    if view.partition(".")[0] in cast_rooms.ROOMS:
        return given, dict(cast_rooms.FORMS.get(view, {}))
    if view == "gaps.add":
        form = dict(cast_rooms.NONE_FOUND)
    if view in ("pathways.start", "pathways.copies.start"):
        more, form = cast_pathways.to_start(view, state)
        given |= more
    return given, form


def _term(cast: Cast, state: str) -> Any:
    form = {"kind": "category", "name": f"Реч {uuid4()}", "name_en": f"W {uuid4()}"}
    if not state:
        return {}, form
    by = world.a_person().id if "another" in state else cast.people["office"].person_id
    term = world.a_term(uuid4().hex[:20], by, in_use=state == "in use")
    return {"uid": term.uid}, {}
