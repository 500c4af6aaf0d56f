"""A version as PDF files: the marked complete edition, and what the public has."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import paper
from portal.blueprints.pathways.templates import all_templates
from portal.db import db
from portal.models import AuditEvent
from tests.blueprints.pathways.town import (
    Town,
    next_version,
    publish,
    start,
    step_form,
    steps_of,
    with_a_secret_step,
)
from tests.pdfs import does, reader, words_of
from tests.visit import look, send

pytestmark = pytest.mark.one_engine
Desk = Callable[[str], FlaskClient]
PUBLIC = ("public.pdf", "poster.pdf")
HOSTILE = (
    '<img src="file:///etc/passwd"><script>alert(1)</script>'
    '<a href="javascript:x">x</a> url(http://127.0.0.1/x) </style></head>'
)


def file_of(client: FlaskClient, address: str) -> bytes:
    answer = look(client, address)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.data


def test_complete_edition_is_marked_and_public_sheets_hold_no_professional_word(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    with_a_secret_step(app, ana, version)
    publish(ana, dragan, version)
    complete = words_of(file_of(ana, f"{version}/professional.pdf"))
    assert "PREDAJA" in complete
    assert "Professional edition – not for publication" in complete
    assert "Do not copy, post or photograph." in complete
    assert "Printed on 22 November 2026" in complete
    for name in PUBLIC:
        said = words_of(file_of(ana, f"{version}/{name}"))
        assert "The way to help" in said
        assert "PREDAJA" not in said
        assert "rofessional" not in said
    assert "Are you in danger right now?" in words_of(
        file_of(ana, f"{version}/public.pdf")
    )


def test_files_have_neutral_names_and_are_no_act(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = publish(ana, dragan, start(ana, town))
    with app.app_context():
        acts = len(db.session.scalars(select(AuditEvent.id)).all())
    names = []
    for name in ("professional.pdf", *PUBLIC):
        answer = look(ana, f"{version}/{name}")
        names.append(answer.headers["Content-Disposition"])
        assert f'href="{version}/{name}"' in look(ana, version).text
    assert names == [
        f'attachment; filename="{name}.pdf"'
        for name in ("pathway-complete", "pathway", "poster")
    ]
    with app.app_context():
        assert len(db.session.scalars(select(AuditEvent.id)).all()) == acts


@pytest.mark.parametrize("template", sorted(all_templates()))
def test_public_sheet_of_each_template_is_one(
    app: Flask, town: Town, desk: Desk, template: str
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = publish(ana, dragan, start(ana, town, template))
    for code in ("sr-Cyrl", "en"):
        send(ana, "/desk/language", {"language": code, "next": version})
        file = file_of(ana, f"{version}/public.pdf")
        assert len(reader(file).pages) == 1, code


def test_poster_has_a_code_and_the_address_of_the_page(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = publish(ana, dragan, start(ana, town))
    file = file_of(ana, f"{version}/poster.pdf")
    assert "https://localhost/en/pathways/" in words_of(file)
    assert len(reader(file).pages) == 1


def test_only_the_version_in_force_has_public_sheets(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    first = start(ana, town)
    assert "public.pdf" not in look(ana, first).text
    assert [look(ana, f"{first}/{n}").status_code for n in PUBLIC] == [404, 404]
    publish(ana, dragan, first)
    second = publish(ana, dragan, next_version(app, ana))
    assert "public.pdf" not in look(ana, first).text
    assert [look(ana, f"{first}/{n}").status_code for n in PUBLIC] == [404, 404]
    file_of(ana, f"{second}/public.pdf")
    assert send(dragan, f"{second}/withdraw").status_code == 303
    assert [look(ana, f"{second}/{n}").status_code for n in PUBLIC] == [404, 404]
    assert "Withdrawn" in words_of(file_of(ana, f"{second}/professional.pdf"))


def test_what_was_typed_into_a_step_stays_a_text(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    form = step_form(kind="end", action=HOSTILE, action_en=HOSTILE, details=HOSTILE)
    assert send(ana, f"{version}/steps/new", form).status_code == 303
    file = file_of(ana, f"{version}/professional.pdf")
    assert does(file) == set()
    said = words_of(file)
    assert "file:///etc/passwd" in said
    assert "alert(1)" in said
    assert "root:" not in said


@pytest.mark.parametrize("short", [True, False])
def test_drawing_is_in_the_file_where_the_page_to_print_has_it(
    app: Flask, town: Town, desk: Desk, short: bool
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank" if short else "adult")
    if short:
        send(ana, f"{version}/steps/new", step_form(kind="end"))
    page = look(ana, f"{version}/print").text
    file = file_of(ana, f"{version}/professional.pdf")
    assert ("<svg" in page) is short
    assert ("/Figure" in repr(_structure(file))) is short


def _structure(file: bytes) -> set[str]:
    found = reader(file)
    kinds: set[str] = set()
    waiting = [found.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        kinds.add(str(node.get("/S")))
        kids = [kid.get_object() for kid in node.get("/K", ())]
        waiting += [kid for kid in kids if hasattr(kid, "keys") and "/S" in kid]
    return kinds


def test_longest_template_fits_on_two_sheets_each_of_them_marked(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    while len(steps_of(app)) < 14:
        form = step_form(action="Још један корак који каже ко шта ради", kind="end")
        assert send(ana, f"{version}/steps/new", form).status_code == 303
    pages = reader(file_of(ana, f"{version}/professional.pdf")).pages
    assert len(pages) <= 2
    for page in pages:
        assert "not for publication" in page.extract_text()


def test_without_pango_no_file_is_offered_and_a_sentence_says_so(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = publish(ana, desk("approver"), start(ana, town))
    app.extensions["portal_paper"] = False
    assert ".pdf" not in look(ana, version).text
    for name in ("professional.pdf", *PUBLIC):
        answer = look(ana, f"{version}/{name}")
        assert answer.status_code == 503
        assert "This server makes no PDF files." in answer.text
        assert "Print the page from the browser instead." in answer.text
    answer = look(ana, f"{version}/professional.pdf")
    assert f'href="{version}/print"' in answer.text


def test_file_that_takes_too_long_is_answered_with_a_sentence(
    app: Flask, town: Town, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    monkeypatch.setattr(paper, "SECONDS", 0.01)
    answer = look(ana, f"{version}/professional.pdf")
    assert answer.status_code == 503
    assert "It took too long, or something failed." in answer.text
    assert f'href="{version}/print"' in answer.text
