"""An invitation lets one person in, once, within a week."""

import pytest
from flask import Flask

from tests.blueprints.people.conftest import Make, reader
from tests.clock import Clock
from tests.visit import look, send

WORDS = {"password": "four new plain words", "again": "four new plain words"}


def test_member_sets_a_password_and_is_in(app: Flask, make: Make) -> None:
    milica = make()
    link = milica.invited()
    assert "Your invitation" in look(milica.browser, link).text
    assert send(milica.browser, link, WORDS).status_code == 303
    assert milica.is_in()
    send(milica.browser, "/desk/sign-out")
    assert milica.password(WORDS["password"]).status_code == 303


def test_coordinator_goes_on_to_the_second_factor(make: Make) -> None:
    ana = make("coordinator")
    assert "Your second step" in send(ana.browser, ana.invited(), WORDS).text
    assert not ana.is_in()


def test_link_works_once(app: Flask, make: Make) -> None:
    milica = make()
    link = milica.invited()
    send(milica.browser, link, WORDS)
    second = send(reader(app), link, WORDS)
    assert second.status_code == 404
    assert "This link is used up" in second.text


@pytest.mark.parametrize(("hours", "status"), [(7 * 24 - 1, 303), (7 * 24, 404)])
def test_link_is_over_after_a_week(
    make: Make, clock: Clock, hours: int, status: int
) -> None:
    milica = make()
    link = milica.invited()
    clock.move(hours=hours)
    assert send(milica.browser, link, WORDS).status_code == status


def test_newer_link_voids_the_older_one(app: Flask, make: Make) -> None:
    milica = make()
    older, newer = milica.invited(), milica.invited()
    assert send(reader(app), older, WORDS).status_code == 404
    assert send(milica.browser, newer, WORDS).status_code == 303


def test_link_that_was_made_up_is_answered_like_one_that_is_used(
    app: Flask, make: Make
) -> None:
    milica = make()
    link = milica.invited()
    send(milica.browser, link, WORDS)
    pages = [look(reader(app), url) for url in (link, "/desk/invitation/made-up")]
    assert {page.status_code for page in pages} == {404}
    title = "<h1>This link is used up</h1>"
    assert all(title in page.text for page in pages)


@pytest.mark.parametrize(
    "typed",
    [
        {"password": "short", "again": "short"},
        {"password": "four new plain words", "again": "four other words"},
        {"password": "", "again": ""},
        {"password": "x" * 201, "again": "x" * 201},
    ],
)
def test_password_that_is_refused_leaves_the_link_usable(
    make: Make, typed: dict[str, str]
) -> None:
    milica = make()
    link = milica.invited()
    assert send(milica.browser, link, typed).status_code == 422
    assert send(milica.browser, link, WORDS).status_code == 303


def test_old_password_is_void_from_the_moment_of_the_invitation(make: Make) -> None:
    milica = make()
    milica.invited()
    assert milica.password().status_code == 422
