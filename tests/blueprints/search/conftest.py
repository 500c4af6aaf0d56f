"""Three teams and what they can find; the office stands beside them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.search.indexing import index_all
from portal.db import begin_write, db
from portal.domain.people import Actor
from tests import world
from tests.visit import signed_in

CYRILLIC = {"language": "sr-Cyrl"}


@dataclass
class Land:
    """Who looks: `ana` of Vranje, `vesna` of Niš, `olga` of the office."""

    app: Flask
    people: dict[str, Actor]
    uids: dict[str, Any]

    def actor(self, who: str) -> Actor:
        return self.people[who]


@pytest.fixture
def land(app: Flask) -> Land:
    with app.app_context():
        begin_write()
        vranje = world.a_team("vranje", municipality=_town("vranje", "Врање"))
        nis = world.a_team("nis", municipality=_town("nis", "Ниш"))
        office = world.a_team("office", kind="office")
        people = {
            "ana": world.somebody(vranje, "coordinator", **CYRILLIC),
            "mira": world.somebody(vranje, "approver", **CYRILLIC),
            "vesna": world.somebody(nis, "member", **CYRILLIC),
            "olga": world.somebody(office, "office", **CYRILLIC),
        }
        uids = _fill(vranje, nis)
        index_all()
        db.session.commit()
    return Land(app, people, uids)


def _town(slug: str, name: str) -> Any:
    return world.a_municipality(slug, name={"sr-Cyrl": name, "en": slug.title()})


def _bodies(vranje: Any) -> tuple[Any, Any]:
    swallow = world.an_organisation(
        "lastavica",
        name={"sr-Cyrl": "Удружење Ластавица", "en": "Swallow"},
        aliases=["Птица селица"],
        municipality_id=vranje.municipality_id,
    )
    centre = world.an_organisation(
        "csr",
        name={"sr-Cyrl": "Центар за социјални рад"},
        aliases=["ЦСР", "Welfare centre"],
    )
    return swallow, centre


def _fill(vranje: Any, nis: Any) -> dict[str, Any]:
    shelter_of, centre = _bodies(vranje)
    public = {"publication": "public", "organisation": centre}
    made = {
        "advice": world.a_service(nis, name={"sr-Latn": "Đurđevdan savet"}, **public),
        "law": world.a_service(
            vranje, name={"sr-Cyrl": "Правна помоћ", "en": "Legal aid"}, **public
        ),
        "shelter": world.a_service(
            vranje,
            name={"sr-Cyrl": "Сигурна кућа"},
            category="housing",
            tier="confidential",
            publication="public",
            organisation=shelter_of,
        ),
        "unpublished": world.a_service(vranje, name={"sr-Cyrl": "Нацрт услуге"}),
    }
    way = {"title": {"sr-Cyrl": "Пут за децу"}}
    ways = {s: world.a_version(vranje, s, **way) for s in ("published", "draft")}
    return {name: row.uid for name, row in (made | ways).items()}


@pytest.fixture
def desk(land: Land) -> Callable[[str], FlaskClient]:
    return lambda who: signed_in(land.app, land.actor(who))
