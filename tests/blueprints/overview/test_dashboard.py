import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.overview.compared import Compared, Line, compared
from portal.blueprints.overview.national import AsOf
from portal.db import begin_write, db
from tests import national_world as national
from tests import world
from tests.blueprints.overview.plain_loops import Loops
from tests.national_world import Country
from tests.statements import Statements
from tests.visit import look, signed_in

Count = Callable[[], AbstractContextManager[Statements]]
URL = "/desk/dashboard/"
DAYS = (date(2026, 2, 14), date(2026, 6, 30), date(2026, 11, 22))
HREF = re.compile(r'href="(/desk/[^"]+)"')


@pytest.fixture
def country(app: Flask) -> Country:
    with app.app_context():
        begin_write()
        country = national.a_country(range(2025, 2027), towns=4, activities=4)
        national.a_local_meeting(
            country.teams[0], date(2026, 6, 1), country.teams[3], kind="joint"
        )
        db.session.commit()
        return country


@pytest.fixture
def jelena(app: Flask, country: Country) -> FlaskClient:
    return signed_in(app, country.office)


def at(day: date) -> Compared:
    return compared(AsOf(day, is_today=day == world.TODAY))


def test_member_sees_no_dashboard(app: Flask, country: Country) -> None:
    member = signed_in(app, country.member)
    assert look(member, URL).status_code == 404
    assert look(member, f"{URL}score").status_code == 404
    assert "Dashboard" not in look(member, "/desk/teams/").text


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_figures_are_those_of_a_plain_loop(
    app: Flask, country: Country, day: date
) -> None:
    with app.app_context():
        for line in at(day).lines:
            loops, agreed = Loops(line.team.id, day), line.agreed
            assert line.standing.held == len(loops.held())
            assert agreed.actions == len(loops.open_actions())
            assert agreed.late_actions == len(loops.late_actions())
            assert agreed.missing == loops.missing()
            told = vars(agreed.completion) if agreed.completion else {}
            assert {k: n for k, n in told.items() if n} == loops.statuses()


def test_the_generated_teams_are_worth_comparing(app: Flask, country: Country) -> None:
    with app.app_context():
        lines = [line for day in DAYS for line in at(day).lines]
    assert sum(line.standing.held for line in lines) > 10
    assert sum(line.agreed.missing for line in lines) > 5
    assert sum(line.agreed.late_actions for line in lines) > 5
    assert any(c.done and c.delayed for line in lines if (c := line.agreed.completion))


def test_joint_meeting_counts_for_both_teams(app: Flask, country: Country) -> None:
    with app.app_context():
        before, after = (at(date(2026, 6, day)).lines for day in (1, 2))
        eve = at(date(2026, 5, 31)).lines
    for number in (0, 3):
        assert before[number].standing.held == eve[number].standing.held + 1
        assert after[number].standing.held == before[number].standing.held


@pytest.fixture
def story(app: Flask) -> Country:
    """One town in which something happens in March, in May and in September."""
    march, may, september = (date(2026, month, 10) for month in (3, 5, 9))
    with app.app_context():
        begin_write()
        country = national.a_country(range(0), towns=1)
        [team] = country.teams
        town = team.municipality.slug
        national.a_public_service(town, "legal", may)
        national.a_public_service(town, "medical", march, verify_by=date(2026, 8, 1))
        national.a_public_pathway(town, 1, march, september)
        activity = national.an_activity(national.a_local_plan(team, "2026-03-10"))
        moves = (("submitted", may), ("approved", september))
        first = national.a_quarter(2026, 1)
        national.a_report(activity, first, "done", *moves, by=country.office)
        held = national.a_local_meeting(team, march)
        national.an_action(held, due_on=may, done_on=september)
        db.session.commit()
        return country


def line_of(day: date) -> Line:
    return at(day).lines[0]


def test_each_day_knows_only_what_was_true_then(app: Flask, story: Country) -> None:
    with app.app_context():
        early, spring, autumn = (line_of(date(2026, m, 20)) for m in (2, 6, 9))
    assert [e.standing.answered for e in (early, spring, autumn)] == [0, 2, 1]
    assert [e.standing.operational for e in (early, spring, autumn)] == [
        False,
        True,
        False,
    ]
    assert [e.agreed.late_actions for e in (early, spring, autumn)] == [0, 1, 0]
    assert early.agreed.completion is None
    assert spring.agreed.completion is not None
    assert (spring.agreed.completion.no_report, spring.agreed.completion.done) == (1, 0)
    assert autumn.agreed.completion is not None
    assert autumn.agreed.completion.done == 1


def test_report_that_was_approved_later_was_to_approve_then(
    app: Flask, story: Country
) -> None:
    with app.app_context():
        words = [line_of(date(2026, m, 20)).agreed.cells[0] for m in (4, 6, 9)]
    assert [cell.word for cell in words if cell] == ["due", "submitted", "approved"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2030-01-01", "Choose a day up to today, 22 November 2026."),
        ("2016-12-31", "Choose a day from 1 January 2017 on."),
        ("0001-01-01", "Choose a day from 1 January 2017 on."),
        ("yesterday", "You entered yesterday."),
        ("2026-02-30", "You entered 2026-02-30."),
    ],
)
def test_day_that_cannot_be_is_said_at_the_field(
    jelena: FlaskClient, asked: str, said: str
) -> None:
    page = look(jelena, f"{URL}?as_of={asked}")
    assert page.status_code == 422
    assert said in page.text
    assert "These are the figures of today." in page.text
    assert "As of today, 22 November 2026." in page.text


def test_a_past_day_may_be_written_as_people_do(jelena: FlaskClient) -> None:
    page = look(jelena, f"{URL}?as_of=30. 6. 2026.").text
    assert "As it stood at the end of 30 June 2026." in page
    assert "/desk/dashboard/score?as_of=2026-06-30" in page


def test_teams_stand_by_completeness_or_by_name(
    app: Flask, country: Country, jelena: FlaskClient
) -> None:
    names = re.compile(r"<a href=\"/desk/teams/[^\"]+\">(Town [^<]+)</a>")
    with app.app_context():
        lines = sorted(
            at(world.TODAY).lines, key=lambda line: -line.standing.completeness
        )
        complete = [line.team.name["en"] for line in lines]
    assert names.findall(look(jelena, URL).text) == complete
    by_name = names.findall(look(jelena, f"{URL}?sort=name").text)
    assert by_name == sorted(complete)


def test_every_figure_leads_somewhere(jelena: FlaskClient) -> None:
    for url in (URL, f"{URL}score"):
        for href in sorted(set(HREF.findall(look(jelena, url).text))):
            found = look(jelena, href.replace("&amp;", "&"), follow_redirects=True)
            assert found.status_code == 200, href


def test_score_page_shows_the_formula_and_its_parts(jelena: FlaskClient) -> None:
    page = look(jelena, f"{URL}score?as_of=2026-06-30").text
    assert "Practice score = (service map + pathway + meetings) ÷ 3" in page
    assert "+25 percentage points" in page
    assert "0 of 18 kinds of help" in page


def test_empty_country_is_said_in_words(app: Flask) -> None:
    with app.app_context():
        begin_write()
        office = world.somebody(world.a_team("office", kind="office"), "office")
        world.a_team("vranje")
        db.session.commit()
    page = look(signed_in(app, office), URL).text
    for words in ("no plan adopted", "no rhythm agreed", "nothing late", "No pathway"):
        assert words in page
    assert "No reporting period had opened." in page


@pytest.mark.one_engine
def test_seven_teams_and_ten_years_take_eight_statements(
    app: Flask, sql: Count
) -> None:
    with app.app_context():
        begin_write()
        country = national.a_country(range(2017, 2027))
        for team in country.teams:
            for number in range(20):
                category = ("legal", "medical", "housing")[number % 3]
                town = team.municipality.slug
                national.a_public_service(
                    town, category, date(2018 + number // 3, 1, 1)
                )
            national.a_public_pathway(town, 1, date(2020, 1, 1))
        db.session.commit()
    jelena = signed_in(app, country.office)
    look(jelena, URL)
    for url in (URL, f"{URL}?as_of=2021-06-30", f"{URL}score"):
        with sql() as sent:
            assert look(jelena, url).status_code == 200
        assert len(sent) <= 8, sent
