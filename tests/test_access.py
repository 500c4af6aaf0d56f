"""Every route, method, person and state answers as access_matrix.csv says.

The table is written by hand from domain.md and privacy.md; nothing here asks the
permissions what they think.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask

from portal import access, create_app
from portal import desk as desk_of_portal
from portal.blueprints.opendata.openapi import LISTS
from portal.config import Settings
from portal.site import create_site
from tests.cast import PERSONAS, Cast

SEVERAL_STATES = (
    *("pathways.", "steps.", "reach.", "meetings.", "minutes.", "decisions.", "plans."),
)
TABLE = Path(__file__).with_name("access_matrix.csv")
Row = tuple[str, str, str, dict[str, int]]


def rows() -> Iterator[Row]:
    """(view, method, state, answers by person); a line may name several of each."""
    with TABLE.open() as file:
        for line in csv.DictReader(file):
            answers = {who: int(line[who]) for who in PERSONAS}
            states = [line["state"]]
            if line["view"].startswith(SEVERAL_STATES):
                states = states if "of the" in states[0] else states[0].split() or [""]
            for view in line["view"].split():
                for method in line["method"].split():
                    for state in states:
                        yield view, method, state, answers


ROWS = list(rows())
VIEWS = sorted({view for view, *_ in ROWS})


def asked_methods(app: Flask) -> set[tuple[str, str]]:
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


@pytest.fixture
def cast(app: Flask, settings: Settings) -> Cast:
    page = settings.site_dir / "current" / "public"
    for folder in (page, page / "en"):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("<h1>Built</h1>")
    return Cast(app)


@pytest.mark.one_engine
def test_matrix_names_every_route_and_method_and_none_that_is_gone(app: Flask) -> None:
    assert {(view, method) for view, method, *_ in ROWS} == asked_methods(app)


@pytest.mark.one_engine
def test_matrix_says_each_thing_once(tell: Any) -> None:
    asked = [(view, method, state) for view, method, state, _ in ROWS]
    assert len(asked) == len(set(asked))
    tell(f"{len(ROWS) * len(PERSONAS)} answers of {len(VIEWS)} views")


@pytest.mark.one_engine
@pytest.mark.parametrize("room", sorted({view.rpartition(".")[0] for view in VIEWS}))
def test_room_answers_as_the_matrix_says(room: str, cast: Cast) -> None:
    wrong, browsers = [], cast.browsers()
    for view, method, state, answers in ROWS:
        if view.rpartition(".")[0] != room:
            continue
        for persona, expected in answers.items():
            url, form = cast.asked(view, state, persona)
            if room == "people":  # signs in and out
                browsers[persona] = cast.browser(persona)
            got = browsers[persona].ask(method, url, form)
            if got != expected:
                said = f"{view} {method} {state or '-'} {persona}"
                wrong.append(f"{said}: {got}, not {expected}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.one_engine
def test_what_is_not_there_is_not_there_for_anybody(app: Flask, cast: Cast) -> None:
    """An address that was made up answers like one that may not be read."""
    unknown = "00000000-0000-4000-8000-000000000000"
    views = sorted(
        (str(rule), method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if "uuid" in str(rule)
    )
    assert len(views) > 25
    browsers = {who: cast.browser(who) for who in PERSONAS[:5]}
    for rule, method in views:
        url = rule.replace("<uuid:uid>", unknown).replace("<key>", "a")
        url = url.replace("<uuid:source>", unknown)
        url = url.replace("<any(up, down):direction>", "up")
        url = url.replace("<template>", "blank")
        asked = {who: one.ask(method, url, {}) for who, one in browsers.items()}
        assert asked.pop("nobody") == 401, rule
        assert set(asked.values()) == {404}, rule


@pytest.mark.one_engine
def test_other_methods_are_refused_and_options_opens_nothing(
    app: Flask, cast: Cast
) -> None:
    client = cast.browser("nobody").client
    for view in VIEWS:
        url, _ = cast.asked(view, {v: s for v, _, s, _ in ROWS}[view], "nobody")
        for method in ("PUT", "DELETE", "PATCH"):
            answer = client.open(url, method=method, base_url="https://localhost")
            assert answer.status_code in (400, 405), (method, url)
        answer = client.options(url, base_url="https://localhost")
        assert (answer.status_code, answer.data) == (200, b""), url


@pytest.mark.one_engine
def test_view_that_states_no_access_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Room:
        desk = Blueprint("careless", __name__, url_prefix="/desk/careless")

    @Room.desk.get("/")
    def forgotten() -> str:
        return "everybody reads this"

    monkeypatch.setattr(desk_of_portal, "ROOMS", (*desk_of_portal.ROOMS, Room))
    with pytest.raises(access.UndeclaredAccess, match=r"careless\.forgotten"):
        create_app(settings)


@pytest.mark.one_engine
def test_only_the_way_in_and_the_frozen_site_are_open_to_all(app: Flask) -> None:
    views = app.view_functions.items()
    opened = {name for name, view in views if view.access == "open"}
    hsds = {
        f"hsds.{name}" for name in ("about", *LISTS, *(x.one for x in LISTS.values()))
    }
    assert opened == hsds | {
        "api.openapi",
        "frozen.home",
        "frozen.page",
        "frozen.static",
        "people.enrol",
        "people.invitation",
        "people.language",
        "people.second_factor",
        "people.sign_in",
    }


@pytest.mark.one_engine
def test_site_has_public_pages_only_and_takes_no_form(settings: Settings) -> None:
    site = create_site(settings)
    rules = list(site.url_map.iter_rules())
    assert len(rules) > 10
    for rule in rules:
        assert (rule.methods or set()) <= {"GET", "HEAD", "OPTIONS"}, rule
        assert not str(rule).startswith("/desk"), rule
    assert "portal_seal" not in site.extensions
    assert "sqlalchemy" not in site.extensions
    assert site.secret_key is None
