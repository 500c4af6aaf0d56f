"""The demonstration: fictional people who did real acts, up to today."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from flask import current_app
from sqlalchemy import select

from portal import audit
from portal.audit import Event
from portal.blueprints.search.indexing import index_all
from portal.config import CONTENT, Settings
from portal.db import db
from portal.domain.people import NEEDS_SECOND_FACTOR, NOBODY, Role
from portal.domain.words import ENGLISH
from portal.loading import cast
from portal.loading.cast import DEMO_PASSWORD
from portal.loading.public import show_towns_and_figures
from portal.loading.stage import Diary, Stage
from portal.loading.told_decisions import DecisionStory
from portal.loading.told_gaps import GapStory
from portal.loading.told_languages import LanguageStory
from portal.loading.told_meetings import MeetingStory
from portal.loading.told_pathways import PathwayStory
from portal.loading.told_plans import PlanStory
from portal.loading.told_referrals import ReferralStory
from portal.loading.told_services import ServiceStory
from portal.loading.told_suggestions import SuggestionStory
from portal.models import Membership, Municipality, Person, Seat, Team

__all__ = ["DEMO_PASSWORD", "SignIn", "load_demonstration", "sign_ins"]

FILES = CONTENT / "demonstration"


class DemonstrationRefused(Exception):
    """The instance must not get fictional data; the message says why."""


@dataclass(frozen=True)
class SignIn:
    """How somebody of the demonstration signs in, and as whom."""

    name: str
    email: str
    role: str
    team: str
    second_factor: bool

    @property
    def what(self) -> str:
        return f"{self.role}, {self.team}"


def load_demonstration(at: datetime) -> list[SignIn]:
    """Fill an instance that holds the baseline only, in the caller's transaction."""
    _check()
    stage = cast.enter(_read("organisations"), _read("people"), at)
    for moment, act in sorted(_diary(stage), key=itemgetter(0)):
        act(moment)
    audit.record(NOBODY, Event("load_demonstration", "demonstration"), at)
    show_towns_and_figures(at)
    index_all()
    return sign_ins()


def sign_ins() -> list[SignIn]:
    """The main people of the files, as an instance that was loaded before has them."""
    emails = [row["email"] for row in _read("people")["person"] if row.get("shown")]
    rows = db.session.execute(
        select(Person.name, Person.email, Membership.role, Team.name.label("team"))
        .join(Membership.person)
        .join(Membership.seat)
        .join(Seat.team)
        .where(Person.email.in_(emails))
        .order_by(Person.id)
    )
    return [
        SignIn(
            name=row.name,
            email=row.email,
            role=row.role,
            team=row.team[ENGLISH],
            second_factor=Role(row.role) in NEEDS_SECOND_FACTOR,
        )
        for row in rows
    ]


def _diary(stage: Stage) -> Diary:
    """Everything that happened, thing by thing."""
    services = {
        data["key"]: ServiceStory(stage, data) for data in _read("services")["service"]
    }
    acts = [act for story in services.values() for act in story.diary()]
    for data in _read("suggestions")["suggestion"]:
        acts += SuggestionStory(stage, data, services[data["service"]]).diary()
    for data in _read("gaps")["find"]:
        acts += GapStory(stage, data).diary()
    acts += LanguageStory(stage, _read("languages")).diary()
    translated = _read("pathways-ar")
    for data in _read("pathways")["pathway"]:
        told = data | {"translated": translated.get(data["key"])}
        acts += PathwayStory(stage, told, services).diary()
    for data in _read("referrals")["line"]:
        acts += ReferralStory(stage, data).diary()
    for data in _read("meetings")["meeting"]:
        meeting = MeetingStory(stage, data)
        acts += meeting.diary()
        for decided in data.get("decision", ()):
            acts += DecisionStory(meeting, decided).diary()
    for data in _read("plans")["plan"]:
        acts += PlanStory(stage, data).diary()
    return acts


def _check() -> None:
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.demo:
        raise DemonstrationRefused("the settings do not say demo")
    if db.session.scalar(select(Municipality.id).limit(1)) is None:
        raise DemonstrationRefused("the baseline is not loaded yet")
    if db.session.scalar(select(Person.id).limit(1)) is not None:
        raise DemonstrationRefused("there are people already")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FILES / f"{name}.toml").read_text(encoding="utf-8"))
