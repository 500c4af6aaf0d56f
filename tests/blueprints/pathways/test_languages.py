"""A version in more languages: enabled by two, translated by field, never by chance."""

import json
import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.terms import actions, queries
from portal.db import begin_write, db
from portal.further import further, names
from portal.models import PathwayVersion, Published, Step, Term
from tests import world
from tests.blueprints.pathways.town import Town, publish, start, step_form
from tests.form_values import form_values
from tests.visit import look, send, signed_in

Desk = Callable[[str], FlaskClient]


@pytest.fixture
def arabic(app: Flask, town: Town) -> None:
    """Two of the office let pathways be had in Arabic."""
    with app.app_context():
        begin_write()
        office = world.a_team("office", kind="office")
        first, second = (world.somebody(office, "office") for _ in range(2))
        uid = UUID(actions.propose_language(first, "ar", world.NOW).thing)
        actions.confirm(second, queries.term(uid), world.NOW)
        db.session.commit()


def step(app: Flask, key: str) -> Step:
    with app.app_context():
        found = select(Step).where(Step.key == key).order_by(Step.id.desc())
        return db.session.scalars(found).first()


def page_of(client: FlaskClient, version: str, code: str = "ar") -> dict[str, str]:
    return form_values(look(client, f"{version}/languages/{code}").text)


def test_two_of_the_office_enable_a_language(app: Flask, town: Town) -> None:
    with app.app_context():
        begin_write()
        office = world.a_team("office", kind="office")
        first, second = (world.somebody(office, "office") for _ in range(2))
        db.session.commit()
    one, two = signed_in(app, first), signed_in(app, second)
    assert send(one, "/desk/terms/languages", {"code": "fa"}).status_code == 303
    with app.app_context():
        term = db.session.scalars(select(Term)).one()
        assert (term.kind, term.code, term.name["en"]) == ("language", "fa", "Persian")
    act = f"/desk/terms/{term.uid}/confirm"
    assert send(one, act).status_code == 403
    assert send(two, act).status_code == 303
    assert 'lang="fa" dir="rtl"' in look(one, "/desk/terms/").text
    again = send(two, "/desk/terms/languages", {"code": "fa"})
    assert again.status_code == 422
    for unknown in ("", "xx", "sr", "en", "ar_EG", "../x"):
        sent = send(one, "/desk/terms/languages", {"code": unknown})
        assert sent.status_code == 422, unknown


def test_what_is_known_of_languages() -> None:
    assert (further("ar").name, further("ar").direction) == ("العربية", "rtl")
    assert further("hu").direction == further("rom").direction == "ltr"
    assert further("rom").name == "Romani čhib"
    assert {"ar", "fa", "ps", "hu", "sq", "rom", "de"} <= names().keys()
    assert not {"sr", "en"} & names().keys()


def test_language_that_nobody_enabled_is_not_there(town: Town, desk: Desk) -> None:
    version = start(desk("coordinator"), town)
    for code in ("ar", "sr-Cyrl", "sr-Latn", "xx", "EN"):
        url = f"{version}/languages/{code}"
        assert look(desk("coordinator"), url).status_code == 404, code


def test_page_of_languages_counts_what_there_is(
    app: Flask, town: Town, desk: Desk, arabic: None
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    page = look(ana, f"{version}/languages/?lang=en").text
    assert 'lang="ar" dir="rtl"' in page
    total = int(re.findall(r"0 of (\d+)", page)[1])
    public = int(re.findall(r"0 of (\d+)", page)[0])
    assert 30 < public < total
    values = page_of(ana, version)
    given = {"danger-action": "هل أنت في خطر الآن؟", "danger-way-0": "نعم"}
    assert send(ana, f"{version}/languages/ar", values | given).status_code == 303
    page = look(ana, f"{version}/languages/?lang=en").text
    assert f"2 of {total}" in page
    assert f"2 of {public}" in page
    assert "steps/danger" in page
    danger = step(app, "danger")
    assert danger.action["ar"] == given["danger-action"]
    assert danger.forks[0]["condition"]["ar"] == "نعم"
    assert danger.action["en"] == "Are you in danger right now?"


def test_page_shows_the_original_beside_and_writes_as_the_language_does(
    town: Town, desk: Desk, arabic: None
) -> None:
    ana = desk("coordinator")
    page = look(ana, f"{start(ana, town)}/languages/ar").text
    assert '<dd lang="sr-Cyrl" class="passage">Полиција</dd>' in page
    assert '<dd lang="en" class="passage">Police</dd>' in page
    (area,) = re.findall(r'<textarea[^>]* id="police-actor"[^>]*>', page)
    assert 'lang="ar"' in area
    assert 'dir="rtl"' in area


def test_two_who_translate_at_once_lose_nothing(
    app: Flask, town: Town, desk: Desk, arabic: None
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    mine, theirs = page_of(ana, version), page_of(ana, version)
    url = f"{version}/languages/ar"
    send(ana, url, theirs | {"police-action": "هم", "contact-action": "هم"})
    answer = send(ana, url, mine | {"danger-action": "أنا"})
    assert answer.status_code == 303
    assert step(app, "police").action["ar"] == "هم"
    assert step(app, "danger").action["ar"] == "أنا"
    refused = send(ana, url, mine | {"police-action": "أنا", "plan-action": "أنا"})
    assert refused.status_code == 409
    assert '<dd lang="ar" dir="rtl" class="passage">هم</dd>' in refused.text
    assert step(app, "police").action["ar"] == "هم"
    assert "ar" not in step(app, "plan").action
    knowing = form_values(refused.text)
    assert knowing["plan-action"] == "أنا"
    assert send(ana, url, knowing).status_code == 303
    assert step(app, "police").action["ar"] == "أنا"
    assert step(app, "contact").action["ar"] == "هم"


def test_edited_original_loses_its_translation_and_no_other_text_does(
    app: Flask, town: Town, desk: Desk, arabic: None
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    given = {"police-action": "اتصل", "police-actor": "الشرطة"}
    send(ana, f"{version}/languages/ar", page_of(ana, version) | given)
    form = form_values(look(ana, f"{version}/steps/police").text)
    opened = page_of(ana, version)
    edited = form | {"action": "Позовите 192."}
    assert send(ana, f"{version}/steps/police", edited).status_code == 303
    police = step(app, "police")
    assert "ar" not in police.action
    assert police.actor["ar"] == "الشرطة"
    late = send(ana, f"{version}/languages/ar", opened | {"police-action": "اتصل!"})
    assert late.status_code == 409
    settings = form_values(look(ana, f"{version}/settings").text)
    send(ana, f"{version}/languages/ar", page_of(ana, version) | {"title": "طريق"})
    send(ana, f"{version}/settings", settings | {"title_en": "Another"})
    with app.app_context():
        assert db.session.scalars(select(PathwayVersion)).one().title["ar"] == "طريق"


def test_published_version_is_never_translated_and_the_next_takes_all_over(
    app: Flask, town: Town, desk: Desk, arabic: None
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    given = {"danger-action": "هل أنت في خطر؟"}
    send(ana, f"{version}/languages/ar", page_of(ana, version) | given)
    publish(ana, dragan, version)
    url = f"{version}/languages/ar"
    assert look(ana, url).status_code == 403
    late = send(ana, url, {"danger-action": "x"})
    assert late.status_code == 409
    assert "no draft any more" in late.text
    page = look(ana, f"{version}/languages/").text
    assert '/languages/ar"' not in page
    read = look(ana, f"{version}/languages/ar/read").text
    assert ">هل أنت في خطر؟</p>" in read
    pathway = public(app)["uid"]
    following = send(ana, f"/desk/pathways/{pathway}/next").headers["Location"]
    assert page_of(ana, following)["danger-action"] == "هل أنت في خطر؟"


def public(app: Flask) -> dict[str, object]:
    with app.app_context():
        found = select(Published).where(Published.kind == "pathway")
        return db.session.scalars(found).one().payload


def test_translation_of_a_professional_step_never_goes_public(
    app: Flask, town: Town, desk: Desk, arabic: None, visitor: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    given = {
        "title": "طريق المساعدة",
        "danger-action": "هل أنت في خطر؟",
        "danger-way-0": "نعم",
        "contact-basis": "canary-basis",
        "refer-action": "canary-action",
        "refer-details": "canary-details",
        "prosecutor-actor": "canary-actor",
    }
    send(ana, f"{version}/languages/ar", page_of(ana, version) | given)
    publish(ana, dragan, version)
    told = public(app)
    assert told["languages"] == ["ar"]
    assert "canary" not in json.dumps(told)
    with visitor() as reader:
        page = reader.get(f"/en/pathways/{told['uid']}/in/ar/").text
        own = reader.get(f"/sr/pathways/{told['uid']}/").text
        reader.checks_pages = False
        assert reader.get(f"/en/pathways/{told['uid']}/in/fa/").status_code == 404
    assert "canary" not in page
    assert '<div lang="ar" dir="rtl"' in page
    assert "هل أنت في خطر؟" in page
    assert '<span lang="en" dir="ltr">Call the police and say where you are.' in page
    assert f'href="/sr/pathways/{told["uid"]}/in/ar/">العربية</a>' in own
    assert "نعم" not in own


def test_blank_draft_can_be_translated_too(
    town: Town, desk: Desk, arabic: None
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    send(ana, f"{version}/steps/new", step_form(action="Крај", kind="end"))
    assert look(ana, f"{version}/languages/ar").status_code == 200
    personal = {"title": "0101990710008"}
    refused = send(ana, f"{version}/languages/ar", page_of(ana, version) | personal)
    assert refused.status_code == 422
