"""A pathway starts from a template, or from a copy of another team's published one."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.blueprints.pathways.graph import not_clear
from portal.blueprints.pathways.queries import version as version_of
from portal.blueprints.pathways.templates import all_templates
from portal.db import begin_write, db
from portal.models import AuditEvent, Pathway, PathwayVersion, Service, Step
from tests import world
from tests.blueprints.pathways.town import Town, start, steps_of
from tests.form_values import form_values
from tests.visit import look, send

MOST_INPUTS = 15
Desk = Callable[[str], FlaskClient]


@pytest.mark.parametrize("template", sorted(all_templates()))
def test_a_template_is_clear_with_nothing_but_its_contacts_filled_in(
    app: Flask, town: Town, desk: Desk, template: str
) -> None:
    ana = desk("coordinator")
    url = f"/desk/pathways/new/{town.team_uid}/{template}"
    on_every_page = set(form_values(look(ana, "/desk/pathways/").text))
    inputs = set(form_values(look(ana, url).text)) - on_every_page
    assert {"title", "title_en", "review_by", "slot_social_work"} <= inputs
    assert len(inputs) <= MOST_INPUTS
    address = start(ana, town, template)
    with app.app_context():
        made = db.session.scalars(select(PathwayVersion)).one()
        assert not_clear(version_of(made.uid)) == []
    assert "Send to review" in look(ana, address).text


def test_templates_stand_under_headings_with_when_to_take_each(
    town: Town, desk: Desk
) -> None:
    page = look(desk("coordinator"), f"/desk/pathways/new/{town.team_uid}").text
    for heading in ("By who needs help", "By how it begins, or where it leads"):
        assert f"<h2>{heading}</h2>" in page
    for template in all_templates().values():
        assert template.when is not None
        assert template.when["en"] in page


@pytest.fixture
def published(app: Flask, town: Town) -> dict[str, Any]:
    """What a team of another town has published, and what it names."""
    with app.app_context():
        begin_write()
        other = world.a_team("nis")
        office = world.a_team("office", kind="office")
        care = world.an_organisation(sector="social_care")
        own = {"organisation": care, "category": "safety", "publication": "public"}
        local = world.a_service(other, **own)
        secret = world.a_service(other, tier="confidential", category="housing")
        line = world.a_service(office, category="helpline", publication="public")
        steps = [
            world.a_step("a", 1, "b", service=local, shares=True, consent="person"),
            world.a_step("b", 2, "c", service=secret, audience="professional"),
            world.a_step("c", 3, "d", service=line, guardian=True),
            world.a_step("d", 4, service=local),
        ]
        made = world.a_version(other, "published", steps=steps)
        draft = world.a_version(other)
        told = {
            "version": made.uid,
            "draft": draft.uid,
            "line": line.id,
            "theirs": {local.id, secret.id},
        }
        db.session.commit()
    return told


def test_nothing_is_chosen_beforehand_that_fits_in_part(
    app: Flask, town: Town, desk: Desk
) -> None:
    """What a form has chosen is published by whoever trusts it."""
    url = f"/desk/pathways/new/{town.team_uid}/adult"
    before = form_values(look(desk("coordinator"), url).text)
    assert before["slot_social_work"]
    assert before["slot_police"]
    with app.app_context():
        begin_write()
        for service in db.session.scalars(select(Service)):
            if service.category == "safety":
                service.category = "legal"
            else:
                service.publication = "internal"
        db.session.commit()
    after = form_values(look(desk("coordinator"), url).text)
    assert {after[key] for key in after if key.startswith("slot_")} == {""}


def test_services_are_offered_by_name_and_with_whose_they_are(
    town: Town, desk: Desk
) -> None:
    page = look(desk("coordinator"), f"/desk/pathways/new/{town.team_uid}/adult").text
    assert "Service – Body organisation-" in page


def copying(town: Town, source: Any) -> str:
    return f"/desk/pathways/new/{town.team_uid}/from/{source}"


def test_a_copy_has_the_same_steps_and_no_service_of_the_other_town(
    app: Flask, town: Town, desk: Desk, published: dict[str, Any]
) -> None:
    ana, url = desk("coordinator"), copying(town, published["version"])
    assert url in look(ana, f"/desk/pathways/new/{town.team_uid}").text
    page = look(ana, url).text
    assert "1, 4. Step a" in page
    preset = form_values(page)
    answer = send(ana, url, preset | {"slot_b": ""})
    assert answer.status_code == 303
    steps = steps_of_copy(app)
    with app.app_context():
        mine = db.session.get_one(Service, steps[0].service_id)
    assert [step.key for step in steps] == ["a", "b", "c", "d"]
    assert str(mine.uid) == preset["slot_a"]
    named = [step.service_id for step in steps]
    assert named == [mine.id, None, published["line"], mine.id]
    assert not set(named) & published["theirs"]
    told = look(ana, answer.headers["Location"]).text
    assert "named a service of the other town: 2." in told


def steps_of_copy(app: Flask) -> list[Step]:
    """The steps of the pathway that was made last."""
    with app.app_context():
        last = select(func.max(Pathway.id)).scalar_subquery()
        of_it = PathwayVersion.pathway_id == last
        found = select(Step).join(PathwayVersion).where(of_it)
        return list(db.session.scalars(found.order_by(Step.position)))


def test_a_copy_keeps_the_marks_of_its_steps_and_says_where_it_comes_from(
    app: Flask, town: Town, desk: Desk, published: dict[str, Any]
) -> None:
    ana, url = desk("coordinator"), copying(town, published["version"])
    send(ana, url, form_values(look(ana, url).text))
    marks = [(step.shares, step.guardian) for step in steps_of_copy(app)]
    assert marks[::2] == [(True, False), (False, True)]
    with app.app_context():
        created = select(AuditEvent.fields).where(AuditEvent.verb == "create")
        fields = set(db.session.scalars(created).one())
        newest = select(Pathway.profile, PathwayVersion.scope).join(Pathway.versions)
        made = db.session.execute(newest.order_by(PathwayVersion.id.desc())).first()
    assert fields == {"copied_from", str(published["version"])}
    assert made == ("adult", "local")


def test_a_copy_presets_nothing_that_only_a_confidential_service_tells(
    town: Town, desk: Desk, published: dict[str, Any]
) -> None:
    page = look(desk("coordinator"), copying(town, published["version"])).text
    assert form_values(page)["slot_b"] == ""


def test_what_may_not_be_read_may_not_be_copied_and_is_not_listed(
    town: Town, desk: Desk, published: dict[str, Any]
) -> None:
    ana, milica = desk("coordinator"), desk("member")
    assert look(ana, copying(town, published["draft"])).status_code == 404
    assert send(ana, copying(town, published["draft"])).status_code == 404
    assert look(milica, copying(town, published["version"])).status_code == 403
    assert (
        look(desk("stranger"), copying(town, published["version"])).status_code == 403
    )
    choose = look(ana, f"/desk/pathways/new/{town.team_uid}").text
    assert str(published["draft"]) not in choose


def test_a_copy_of_what_the_office_wrote_for_the_country_is_local(
    app: Flask, town: Town, desk: Desk
) -> None:
    with app.app_context():
        begin_write()
        office = world.a_team("office", kind="office")
        source = world.a_version(office, "published", scope="national").uid
        db.session.commit()
    ana, url = desk("coordinator"), copying(town, source)
    assert send(ana, url, form_values(look(ana, url).text)).status_code == 303
    with app.app_context():
        scopes = list(
            db.session.scalars(select(PathwayVersion.scope).order_by(PathwayVersion.id))
        )
    assert scopes == ["national", "local"]


def test_the_pages_to_start_from_stay_within_eight_statements(
    town: Town, desk: Desk, published: dict[str, Any], sql: Callable
) -> None:
    ana = desk("coordinator")
    for url in (
        f"/desk/pathways/new/{town.team_uid}",
        copying(town, published["version"]),
    ):
        look(ana, url)
        with sql() as sent:
            look(ana, url)
        assert len(sent) <= 8, url


def test_a_copy_is_clear_where_its_source_was(
    app: Flask, town: Town, desk: Desk, published: dict[str, Any]
) -> None:
    ana, url = desk("coordinator"), copying(town, published["version"])
    answer = send(ana, url, form_values(look(ana, url).text))
    assert "Send to review" in look(ana, answer.headers["Location"]).text
    assert len(steps_of(app)) == 4 + 4 + 2
