"""Long lists come by pages, whatever the address asks for."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import paging
from portal.db import begin_write, db
from tests import plans_world as plans
from tests import world
from tests.visit import look, signed_in

MANY = paging.ROWS + 2


@pytest.mark.parametrize(
    ("asked", "page"), [("", 1), ("2", 2), ("-3", 1), ("x", 1), ("9" * 30, 10_000)]
)
def test_an_address_names_a_page_or_gets_the_first(asked: str, page: int) -> None:
    assert paging.asked({"page": asked}) == page
    assert paging.asked({}) == 1


def test_pages_hold_all_rows_once() -> None:
    rows = list(range(MANY))
    pages = range(1, paging.pages(MANY) + 1)
    assert [row for page in pages for row in paging.cut(rows, page)] == rows
    assert paging.pages(0) == 0


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    """A member, and another team with more than a page of everything."""
    with app.app_context():
        begin_write()
        actor = world.somebody(world.a_team("vranje"), "member")
        busy = world.a_team("nis")
        body = world.an_organisation()
        for at in range(MANY):
            plan = plans.a_plan(busy, name=world.both(f"План {at}", f"Plan {at}"))
            plans.an_activity(plan, body, deadline=world.TODAY.replace(year=2020))
            world.a_version(busy, "published", number=1)
        db.session.commit()
    return signed_in(app, actor)


@pytest.mark.parametrize("url", ["/desk/pathways/", "/desk/plans/"])
def test_lists_of_all_teams_come_by_pages(reader: FlaskClient, url: str) -> None:
    first, second = (look(reader, f"{url}?lang=en&page={n}").text for n in (1, 2))
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert rows(first) == paging.ROWS
    assert rows(second) == MANY - paging.ROWS


def rows(page: str) -> int:
    return page.count('<tr role="row"><th role="rowheader"') + page.count(
        '<li class="card plan-card">'
    )


def test_lists_shown_together_lead_to_the_whole_of_each(
    reader: FlaskClient,
) -> None:
    page = look(reader, "/desk/plans/reports/?lang=en").text
    assert f"All ({MANY})" in page
    assert rows(page) == 10
    late = look(reader, "/desk/plans/reports/?state=late&lang=en").text
    assert rows(late) == paging.ROWS
    assert "Page 1 of 2" in late
    rest = look(reader, "/desk/plans/reports/?state=late&page=2&lang=en").text
    assert rows(rest) == MANY - paging.ROWS
