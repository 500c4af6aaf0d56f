"""What is said of a step while a version is in work."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import begin_write, db
from portal.domain.personal import control_figure
from portal.models import AuditEvent, Pathway, PathwayPartner, Published, StepComment
from portal.models.columns import canonical_json
from tests import world
from tests.blueprints.pathways.town import Town, publish, start, steps_of
from tests.visit import look, send, signed_in

Desk = Callable[[str], FlaskClient]


def say(
    client: FlaskClient, version: str, key: str = "", said: str = "Ко ноћу?"
) -> int:
    url = f"{version}/comment/{key}" if key else f"{version}/comment"
    return send(client, url, {"body": said}).status_code


def uids(app: Flask) -> list[str]:
    with app.app_context():
        rows = select(StepComment.uid).order_by(StepComment.id)
        return [str(uid) for uid in db.session.scalars(rows)]


def settle(client: FlaskClient, uid: str) -> int:
    return send(client, f"/desk/pathways/comments/{uid}/settle").status_code


def test_member_says_something_of_a_step_and_it_stands_under_it(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, milica = desk("coordinator"), desk("member")
    version = start(ana, town)
    key = steps_of(app)[1].key
    assert say(milica, version, key, "Ко јавља ноћу?") == 303
    page = look(ana, version).text
    step = page[page.index(f'id="step-{key}"') :]
    step = step[: step.index('<li class="knot')]
    assert "Ко јавља ноћу?" in step
    with app.app_context():
        last = db.session.scalars(
            select(AuditEvent).order_by(AuditEvent.id.desc())
        ).first()
        assert last is not None
        assert (last.verb, last.fields) == ("add_comment", [key])


def test_comment_says_its_language_where_its_letters_tell_it(
    town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    for said in ("Ко јавља ноћу?", "Ko javlja noću?", "Who calls at night?"):
        assert say(desk("member"), version, said=said) == 303
    page = look(ana, f"{version}?lang=en").text
    assert '<p class="passage" lang="sr-Cyrl">Ко јавља ноћу?</p>' in page
    assert '<p class="passage" lang="sr-Latn">Ko javlja noću?</p>' in page
    assert '<p class="passage">Who calls at night?</p>' in page


def test_comment_on_the_whole_stands_below_the_steps(town: Town, desk: Desk) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    assert say(desk("approver"), version) == 303
    page = look(ana, version).text
    assert page.index("On the whole") < page.index("Ко ноћу?")


def test_editor_settles_all_and_others_their_own(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan, milica = desk("coordinator"), desk("approver"), desk("member")
    version = start(ana, town)
    for who in (dragan, milica):
        say(who, version)
    first, second = uids(app)
    assert settle(milica, first) == 403
    assert settle(milica, second) == 303
    assert settle(ana, first) == 303
    assert settle(ana, first) == 403
    page = look(ana, version).text
    assert "2 settled comments" in page
    assert "settled by ana" in page


def test_open_comments_are_counted_for_the_coordinator(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, milica = desk("coordinator"), desk("member")
    version = start(ana, town)
    say(milica, version)
    say(milica, version, steps_of(app)[0].key)
    assert "2 open comments" in look(ana, "/desk/pathways/").text
    assert "2 open comments" in look(ana, "/desk/").text
    assert "Comments to settle" not in look(milica, "/desk/").text
    for uid in uids(app):
        settle(ana, uid)
    assert "open comment" not in look(ana, "/desk/pathways/").text
    assert "Comments to settle" not in look(ana, "/desk/").text


def test_partner_team_takes_part_and_other_teams_do_not(
    app: Flask, town: Town, desk: Desk
) -> None:
    version = start(desk("coordinator"), town)
    with app.app_context():
        begin_write()
        partner = world.a_team("kraljevo")
        pathway = db.session.scalars(select(Pathway)).one()
        row = PathwayPartner(pathway_id=pathway.id, team_id=partner.id)
        db.session.add(row)
        petar = world.somebody(partner)
        watcher = world.somebody(partner, "observer")
        db.session.commit()
    assert say(signed_in(app, petar), version) == 303
    assert say(signed_in(app, watcher), version) == 403
    assert say(desk("stranger"), version) == 404


def test_office_comments_where_it_is_second(app: Flask) -> None:
    with app.app_context():
        begin_write()
        small = world.a_team("small")
        ana = world.somebody(small, "coordinator")
        jelena = world.somebody(world.a_team("office", kind="office"), "office")
        first = ana.person_id
        row = world.a_version(small, "in_review", submitted_by_id=first)
        version = f"/desk/pathways/versions/{row.uid}"
        db.session.commit()
    assert say(signed_in(app, jelena), version) == 303


def test_nothing_is_said_of_a_published_version_any_more(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    say(dragan, version, steps_of(app)[0].key, "canary123")
    publish(ana, dragan, version)
    assert say(dragan, version) == 403
    assert settle(ana, uids(app)[0]) == 403
    assert "canary123" in look(dragan, version).text
    assert "canary123" not in look(desk("stranger"), version).text
    assert "open comment" not in look(ana, "/desk/").text
    with app.app_context():
        rows = db.session.scalars(select(Published)).all()
        told = canonical_json([[row.summary, row.payload] for row in rows])
    assert len(rows) > 1
    assert "canary123" not in told


@pytest.mark.one_engine
def test_comment_takes_no_personal_number_and_asks_about_traces(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    number = "010199071000"
    number += str(control_figure(number))
    assert say(ana, version, said=f"Случај {number}") == 422
    asked = send(ana, f"{version}/comment", {"body": "Зови 064 123 4567"})
    assert asked.status_code == 422
    assert "does this lead to a person?" in asked.text
    form = {"body": "Зови 064 123 4567", "all_the_same": "phone"}
    assert send(ana, f"{version}/comment", form).status_code == 303
    assert say(ana, version, said="") == 422
    assert say(ana, version, "nosuch") == 404
