"""Thirty members of one team who answer, and then come, within one second."""

import threading
from collections.abc import Callable
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.meetings import queries
from portal.db import begin_write, db
from portal.models import Meeting
from tests import meetings_world, world
from tests.visit import TOKEN, look, signed_in

MEMBERS = 30


def crowd(app: Flask) -> tuple[str, list[tuple[FlaskClient, str]]]:
    """A meeting of today, and thirty browsers with their tokens."""
    with app.app_context():
        begin_write()
        team = world.a_team()
        actors = [world.somebody(team) for _ in range(MEMBERS)]
        meeting = meetings_world.a_meeting(team, starts_at=world.NOW.time())
        url = f"/desk/meetings/{meeting.uid}"
        db.session.commit()
    browsers = []
    for actor in actors:
        client = signed_in(app, actor)
        client.checks_pages = False
        token = TOKEN.search(look(client, "/desk/meetings/").text)
        assert token
        browsers.append((client, token.group(1)))
    return url, browsers


def all_at_once(press: Callable[[FlaskClient, str], int], browsers: list) -> list[int]:
    """Everybody waits at one barrier, then presses."""
    start, statuses = threading.Barrier(MEMBERS), []

    def one(client: FlaskClient, token: str) -> None:
        start.wait(60)
        statuses.append(press(client, token))

    threads = [threading.Thread(target=one, args=browser) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return statuses


def test_thirty_members_at_once_lose_nothing(app: Flask) -> None:
    url, browsers = crowd(app)

    def sends(act: str, **form: str) -> Callable[[FlaskClient, str], int]:
        def press(client: FlaskClient, token: str) -> int:
            data = {"csrf_token": token} | form
            base = "https://localhost"
            return client.post(f"{url}/{act}", data=data, base_url=base).status_code

        return press

    answered = all_at_once(sends("answer", answer="coming"), browsers)
    assert answered == [303] * MEMBERS
    for _ in range(2):
        assert all_at_once(sends("here"), browsers) == [303] * MEMBERS
    meeting = _read(app, url)
    assert len(meeting.answers) == MEMBERS
    assert len({row.person_id for row in meeting.attendances}) == MEMBERS
    assert {row.status for row in meeting.attendances} == {"present"}


def _read(app: Flask, url: str) -> Meeting:
    with app.app_context():
        found = queries.meeting(UUID(url.rpartition("/")[2]))
        assert found is not None
        return found
