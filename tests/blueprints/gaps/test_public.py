"""What the public reads of gaps, and what it can never conclude from it."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal import wall
from portal.blueprints.gaps import actions
from portal.blueprints.overview.compared import compared
from portal.blueprints.overview.national import AsOf
from portal.blueprints.services import queries as service_queries
from portal.blueprints.services.snapshot import snapshot as service_snapshot
from portal.config import Settings
from portal.db import begin_write, db
from portal.domain.services import Group
from portal.loading.public import show_towns_and_figures
from portal.publish import Publisher
from tests import world
from tests.publish.walls import waiting_keys

from .conftest import Towns

CELL = re.compile(r'class="gap gap-([a-z]+)"')


@pytest.fixture
def publisher(towns: Towns, settings: Settings) -> Publisher:
    with towns.app.app_context():
        begin_write()
        show_towns_and_figures(world.NOW)
        db.session.commit()
    return Publisher(settings)


def show(towns: Towns, key: str, **more: Any) -> str:
    """A service that is public."""
    uid = towns.a_service(key, **more)
    with towns.app.app_context():
        begin_write()
        rows = db.select(service_queries.Service.uid)
        for found in db.session.scalars(rows).all():
            if str(found) == uid:
                service = service_queries.service(found, world.TODAY)
                told = service_snapshot(service, world.TODAY)
                wall.put(told, approvers=["a", "b"], at=world.NOW)
        db.session.commit()
    return uid


def built(publisher: Publisher, towns: Towns) -> Any:
    """Built whole at first, then page by page; a page by its address in English."""
    keys = waiting_keys(towns.app)
    publisher.change(keys, world.TODAY, insist=True)

    def page(address: str) -> str:
        file = publisher.current / "public" / "en" / address / "index.html"
        return Path(file).read_text()

    return page


def row(page: str, kind: str) -> list[str]:
    """The states of the cells of a kind of help, in the order of the columns."""
    (found,) = re.findall(rf"<tr[^>]*>\s*<th[^>]*>{kind}</th>(.*?)</tr>", page, re.S)
    return CELL.findall(found)


VRANJE, NIS = "municipalities/vranje/gaps", "municipalities/nis/gaps"


def test_town_and_country_show_services_and_confirmed_gaps(
    towns: Towns, publisher: Publisher
) -> None:
    show(towns, "vranje", groups=["women"])
    need = world.both("Треба адвокат", "A lawyer is needed")
    towns.publish(("legal", "men"), need=need)
    towns.add(("legal", "boys"), propose=True)
    page = built(publisher, towns)
    town = page(VRANJE)
    assert row(town, "Legal help") == ["service", "none", "unknown", "unknown"]
    assert "A lawyer is needed" in town
    assert "Team vranje" in town
    assert "3 of 10 informants" in town
    assert "Baseline study of IRC and Atina, May 2018, section 5.1.1" in town
    assert row(page(NIS), "Legal help") == ["unknown"] * 4
    assert row(page("gaps"), "Legal help") == ["unknown", "service"]
    assert "not for everybody" in page("gaps")
    assert 'href="/en/municipalities/vranje/gaps/"' in page("municipalities/vranje")
    assert 'href="/en/gaps/"' in page("map")


def test_public_pages_hold_no_distance_and_no_person(
    towns: Towns, publisher: Publisher
) -> None:
    show(towns, "nis")
    towns.publish(("legal", "men"))
    page = built(publisher, towns)
    for address in (VRANJE, NIS, "gaps"):
        assert " km" not in page(address)
        assert "ana" not in re.findall(r"<dd>(.*?)</dd>", page(address))


@pytest.mark.parametrize("category", ["housing", "psychological"])
def test_confidential_service_leaves_the_tables_of_all_towns_alike(
    towns: Towns, publisher: Publisher, category: str
) -> None:
    """Not by a service, and not by a gap that is missing: the tables are the same."""
    kind = {"housing": "Safe place to stay", "psychological": "Psychological support"}
    towns.add((category, "boys"), propose=True)
    show(
        towns,
        "vranje",
        category=category,
        tier="confidential",
        groups=["women"],
        areas=["vranje"],
    )
    with towns.app.app_context():
        begin_write()
        actions.kept_inside(towns.ana, None)
        db.session.commit()
    page = built(publisher, towns)
    wanted = ["country", "unknown", "unknown", "unknown"]
    assert row(page(VRANJE), kind[category]) == wanted
    assert row(page(NIS), kind[category]) == wanted


def test_gap_left_on_the_wall_beside_a_confidential_service_is_not_shown(
    towns: Towns, publisher: Publisher
) -> None:
    towns.publish(("psychological", "boys"))
    given = {"tier": "confidential", "groups": ["women"]}
    show(towns, "vranje", category="psychological", **given)
    page = built(publisher, towns)
    found = row(page(VRANJE), "Psychological support")
    assert found == row(page(NIS), "Psychological support")
    assert "none" not in found


def test_change_of_one_town_builds_the_tables_that_change_and_no_other(
    towns: Towns, publisher: Publisher
) -> None:
    show(towns, "nis")
    built(publisher, towns)
    towns.publish(("legal", "men"))
    touched = publisher.change(waiting_keys(towns.app), world.TODAY, insist=True)
    assert f"{VRANJE}/" in touched
    assert "gaps/" not in touched, "women, girls and boys are unknown there as before"
    assert f"{NIS}/" not in touched
    show(towns, "nis", groups=["men"])
    touched = publisher.change(waiting_keys(towns.app), world.TODAY, insist=True)
    assert not {f"{NIS}/", f"{VRANJE}/", "gaps/"} & set(touched)


def test_gap_that_is_hidden_leaves_the_page_at_once(
    towns: Towns, publisher: Publisher
) -> None:
    (uid,) = towns.publish(("legal", "men"))
    assert "none" in row(built(publisher, towns)(VRANJE), "Legal help")
    towns.do(actions.hide, "ana", uid)
    assert "none" not in row(built(publisher, towns)(VRANJE), "Legal help")


def answered_on(app: Flask, day: Any) -> dict[str, int]:
    with app.app_context():
        on = AsOf(day, day == world.TODAY)
        lines = compared(on).lines
        return {line.team.slug: line.standing.answered for line in lines}


def test_confirmed_gaps_of_every_group_answer_a_kind_of_help_on_any_day(
    towns: Towns, publisher: Publisher
) -> None:
    groups = [str(group) for group in Group]
    towns.publish(*(("legal", group) for group in groups[:3]))
    assert answered_on(towns.app, world.TODAY) == {"nis": 0, "vranje": 0}
    last = towns.publish(("legal", groups[3]))
    assert answered_on(towns.app, world.TODAY) == {"nis": 0, "vranje": 1}
    before = world.TODAY.replace(day=world.TODAY.day - 1)
    assert answered_on(towns.app, before)["vranje"] == 0
    show(towns, "vranje")
    assert answered_on(towns.app, world.TODAY)["vranje"] == 1
    towns.do(actions.hide, "ana", last[0])
    assert answered_on(towns.app, world.TODAY)["vranje"] == 1
