"""Nothing typed is lost when a session dies, and nobody else can plant what is sent."""

import html
import json
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.db import db
from portal.models import PathwayVersion, Team
from tests.blueprints.people.conftest import Account, Make, reader
from tests.clock import Clock
from tests.form_values import form_values
from tests.visit import look, send

TYPED = {"title": "Пут који је дуго писан", "profile": "adult"}
TYPED |= {"review_by": "1. 6. 2027.", "title_en": "A way & <b>long</b>"}


@pytest.fixture
def ana(make: Make) -> Account:
    ana = make("coordinator")
    ana.password()
    assert ana.code().status_code == 303
    return ana


@pytest.fixture
def form(app: Flask, ana: Account) -> str:
    """The address of a form that takes long to fill in."""
    with app.app_context():
        team = db.session.scalars(select(Team.uid)).one()
    return f"/desk/pathways/new/{team}/blank"


def titles(app: Flask) -> list[str]:
    with app.app_context():
        found = db.session.scalars(select(PathwayVersion.title)).all()
    return [title["sr-Cyrl"] for title in found]


def action_of(page: str) -> str:
    found = re.findall(r'<form method="post" action="([^"]*)"', page)
    return html.unescape(next(a for a in found if a not in ("/desk/sign-out",)))


def test_text_goes_along_through_both_factors_and_is_sent_again_by_hand(
    app: Flask, ana: Account, form: str, clock: Clock
) -> None:
    clock.move(minutes=31)
    refused = send(ana.browser, form, TYPED)
    assert refused.status_code == 401
    assert TYPED["title"] in refused.text
    kept = carried(refused.text)
    half_way = ana.password(kept=kept).text
    again = ana.code(**carried(half_way))
    assert again.status_code == 200
    assert "Send what you typed" in again.text
    assert "<b>long</b>" not in again.text
    assert titles(app) == [], "nothing is sent without a click"
    assert action_of(again.text) == form
    sent = form_values(again.text)
    assert send(ana.browser, form, sent).status_code == 303
    assert titles(app) == [TYPED["title"]]


def carried(page: str) -> dict[str, str]:
    values = form_values(page)
    return {name: values[name] for name in ("kept", "kept_for")}


def test_text_survives_wrong_passwords_wrong_codes_and_a_long_search_for_the_phone(
    app: Flask, ana: Account, form: str, clock: Clock
) -> None:
    clock.move(minutes=31)
    page = send(ana.browser, form, TYPED).text
    page = ana.password("wrong words here", kept=carried(page)).text
    page = ana.password(kept=carried(page)).text
    page = ana.code(50, **carried(page)).text
    clock.move(minutes=11)
    late = ana.code(**carried(page))
    assert late.status_code == 401
    page = ana.password(kept=carried(late.text)).text
    again = ana.code(**carried(page)).text
    assert form_values(again)["title"] == TYPED["title"]


def test_form_with_a_stale_token_can_be_sent_again(
    app: Flask, ana: Account, form: str
) -> None:
    stale = TYPED | {"csrf_token": "stale"}
    refused = send(ana.browser, form, stale)
    assert refused.status_code == 400
    assert "Send what you typed" in refused.text
    assert titles(app) == []
    assert send(ana.browser, form, form_values(refused.text)).status_code == 303


def post(client: Any, url: str, data: dict[str, str], **headers: str) -> Any:
    """What a browser sends of a form on another page: no token, no referrer."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(url, data=data, headers=sent, base_url="https://localhost")


def test_form_without_a_token_shows_what_was_typed(
    app: Flask, ana: Account, form: str
) -> None:
    signed_in = post(ana.browser, form, TYPED)
    stranger = post(reader(app), form, TYPED)
    for answer in (signed_in, stranger):
        assert answer.status_code == 400
        assert TYPED["title"] in answer.text
    assert titles(app) == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_form_that_another_site_sends_is_not_kept(
    app: Flask, ana: Account, form: str, site: str
) -> None:
    planted = {"kept_for": form, "kept": json.dumps([["title", "Planted"]])}
    for client in (ana.browser, reader(app)):
        for url, data in (("/desk/sign-in", planted), (form, {"title": "Planted"})):
            answer = post(client, url, data, Sec_Fetch_Site=site)
            assert answer.status_code == 400
            assert "Planted" not in answer.text


def test_planted_text_of_an_old_browser_is_shown_and_never_sent_by_itself(
    app: Flask, ana: Account, form: str, clock: Clock
) -> None:
    """Old browsers do not say where a form comes from: then a person looks first."""
    clock.move(minutes=31)
    planted = {"kept_for": form, "kept": json.dumps([*TYPED.items()])}
    page = post(ana.browser, "/desk/sign-in", planted).text
    half_way = ana.password(kept=carried(page)).text
    again = ana.code(**carried(half_way)).text
    assert titles(app) == []
    assert TYPED["title"] in again
    assert "<script>" not in again


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/desk/",
        "//evil.example/desk/sign-in",
        "/\\evil.example",
        "javascript:alert(1)",
        "/desk/../x",
        "/desk/nowhere",
        "/en/",
        "",
    ],
)
def test_text_is_kept_for_forms_of_the_desk_only(make: Make, address: str) -> None:
    kept = {"kept_for": address, "kept": '[["title", "Typed"]]'}
    assert "Typed" not in make("coordinator").password(kept=kept).text


@pytest.mark.parametrize("text", ["", "5", "[1]", '["abc"]', "[[1,2,3]]", "[" * 9999])
def test_text_that_no_page_of_ours_wrote_is_dropped(make: Make, text: str) -> None:
    kept = {"kept_for": "/desk/language", "kept": text}
    page = make("coordinator").password(kept=kept)
    assert page.status_code == 200
    assert 'name="kept"' not in page.text


def test_secrets_do_not_go_along(ana: Account, clock: Clock) -> None:
    clock.move(minutes=31)
    secret = {"password": "Tajna1234567", "again": "Tajna1234567", "code": "123456"}
    page = send(ana.browser, "/desk/sign-out", secret).text
    assert "Tajna1234567" not in page
    assert "123456" not in page


def test_door_itself_is_no_form_to_keep(app: Flask) -> None:
    refused = post(reader(app), "/desk/sign-in", {"email": "a@x.example"})
    assert refused.status_code == 400
    assert "What you typed" not in refused.text
    assert look(reader(app), "/desk/sign-in").status_code == 200
