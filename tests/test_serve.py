"""A portal that runs, how it ends, and how fast it reaches the public."""

import http.client
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal import create_app
from portal.config import settings_from
from portal.db import db
from portal.domain.people import Actor
from portal.models import Job, Pathway, Person
from portal.publish import Publisher
from portal.serve import GRACE_SECONDS, without_questions
from tests.blueprints.pathways.town import approve
from tests.browser.live import Live, free_port, live_copy, live_demo
from tests.processes import children, runs, seconds_until, settled, sockets, work_of
from tests.slow_start import START_SECONDS
from tests.visit import TOKEN, look, send, signed_in

WITHIN = 2.0
HOST = "http://127.0.0.1"


@pytest.fixture
def live(made_demo: Path, tmp_path: Path) -> Iterator[Live]:
    with live_copy(made_demo, tmp_path) as live:
        seconds_until(lambda: work_of(live.process.pid))
        yield live


@dataclass
class Desk:
    """The demonstration's desk from inside: its people, and where its pathway is."""

    app: Flask
    port: int

    def client(self, email: str) -> FlaskClient:
        return signed_in(self.app, self.actor(email))

    def actor(self, email: str) -> Actor:
        with self.app.app_context():
            person = select(Person.id).where(Person.email == email)
            return Actor(db.session.scalars(person).one())

    def published(self) -> str:
        with self.app.app_context():
            return str(db.session.scalars(select(Pathway)).first().uid)


@pytest.fixture
def desk(live: Live) -> Iterator[Desk]:
    """A second process beside the server, on the same database."""
    app = create_app(settings_from(live.folder / "demo" / "portal.toml"))
    app.config["TRUSTED_HOSTS"] = ["localhost"]
    yield Desk(app, int(live.url.rpartition(":")[2]))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def waiting(desk: Desk) -> int:
    """How many jobs wait; the notice of a review is one, so none: work is awake."""
    with desk.app.app_context():
        count = select(func.count(Job.id)).where(Job.finished_at.is_(None))
        return db.session.scalar(count) or 0


def fetched(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return str(error.code)


def approved_version(desk: Desk) -> str:
    """The next version of the public pathway, one press away from the public."""
    editor, second = (
        desk.client("ana@vranje.example"),
        desk.client("dragan@vranje.example"),
    )
    started = send(editor, f"/desk/pathways/{desk.published()}/next")
    url = started.headers["Location"]
    assert send(editor, f"{url}/submit").status_code == 303
    assert approve(second, url).status_code == 303
    return str(url)


def pressed(desk: Desk, url: str) -> http.client.HTTPResponse:
    """Publish, through the server that runs."""
    client = desk.client("ana@vranje.example")
    token = TOKEN.search(look(client, url).text).group(1)
    cookie = client.get_cookie("portal", path="/desk")
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
    headers = {
        "Cookie": f"portal={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"{HOST}:{desk.port}{url}",
    }
    connection.request("POST", f"{url}/publish", f"csrf_token={token}", headers)
    return connection.getresponse()


def test_published_version_is_public_within_two_seconds(live: Live, desk: Desk) -> None:
    page = f"{live.url}/en/pathways/{desk.published()}/"
    took = []
    for number in (2, 3, 4):
        url = approved_version(desk)
        assert f"Version {number - 1}," in fetched(page)
        seconds_until(lambda: not waiting(desk))
        started = time.monotonic()
        assert pressed(desk, url).status == 303
        seconds_until(lambda wanted=number: f"Version {wanted}," in fetched(page))
        took.append(time.monotonic() - started)
    print("public after", ", ".join(f"{seconds:.2f} s" for seconds in took))
    assert min(took) < WITHIN


def test_work_that_dies_is_started_again_and_does_what_waits(
    live: Live, desk: Desk
) -> None:
    master = live.process.pid
    url = approved_version(desk)
    first = work_of(master)
    os.kill(first, signal.SIGKILL)
    assert pressed(desk, url).status == 303
    seconds_until(lambda: work_of(master) not in (None, first), patience=20)
    page = f"{live.url}/en/pathways/{desk.published()}/"
    seconds_until(lambda: "Version 2," in fetched(page), patience=30)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_every_process_within_seconds(
    live: Live, number: signal.Signals
) -> None:
    pids = everyone(live)
    assert len(pids) == 4
    live.process.send_signal(number)
    took = seconds_until(lambda: not any(runs(pid) for pid in pids), patience=20)
    assert took < 8
    assert live.process.wait(5) == 0
    assert "Traceback" not in live.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_being_sent_at_the_end_is_still_answered(
    live: Live, number: signal.Signals
) -> None:
    pids, address = everyone(live), live.url.partition("//")[2]
    before = settled(lambda: sum(map(sockets, pids)))
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"GET /en/about/ HTTP/1.1\r\nHost: {address}\r\n".encode())
        seconds_until(lambda: sum(map(sockets, pids)) > before)
        for pid in pids:
            os.kill(pid, number)
        seconds_until(lambda: sum(map(runs, pids)) == 2)
        line.sendall(b"Connection: close\r\n\r\n")
        answered = b"".join(iter(lambda: line.recv(65536), b""))
    assert answered.startswith(b"HTTP/1.1 200 ")
    assert live.process.wait(10) == 0
    assert "Traceback" not in live.output


def test_ctrl_c_while_the_jobs_are_starting_is_the_masters_alone(live: Live) -> None:
    master, first = live.process.pid, work_of(live.process.pid)
    os.kill(first, signal.SIGKILL)
    seconds_until(lambda: work_of(master) not in (None, first), patience=20)
    os.kill(work_of(master), signal.SIGINT)
    live.process.send_signal(signal.SIGINT)
    assert live.process.wait(20) == 0
    assert "Traceback" not in live.output


def test_worker_that_is_still_starting_hears_the_signal_too(live: Live) -> None:
    config, port = live.folder / "demo" / "portal.toml", str(free_port())
    command = [sys.executable, "-m", "tests.slow_start", str(config), port]
    master = subprocess.Popen(command)
    seconds_until(lambda: len(children(master.pid)) >= 2, patience=20)
    pids = {master.pid, *children(master.pid)}
    master.send_signal(signal.SIGINT)
    took = seconds_until(lambda: master.poll() is not None, patience=20)
    assert took < GRACE_SECONDS - START_SECONDS
    assert not any(runs(pid) for pid in pids)


def test_work_that_hangs_does_not_outlive_the_server(live: Live) -> None:
    pids = everyone(live)
    os.kill(work_of(live.process.pid), signal.SIGSTOP)
    live.process.send_signal(signal.SIGTERM)
    assert seconds_until(lambda: not any(runs(pid) for pid in pids)) < 12


def test_work_ends_by_itself_when_the_server_is_killed(live: Live) -> None:
    work = work_of(live.process.pid)
    others = everyone(live) - {live.process.pid, work}
    live.process.kill()
    live.process.wait(10)
    seconds_until(lambda: not runs(work), patience=20)
    for pid in others:
        if runs(pid):
            os.kill(pid, signal.SIGTERM)
    seconds_until(lambda: not any(runs(pid) for pid in others))


def everyone(live: Live) -> set[int]:
    return {live.process.pid, *children(live.process.pid)}


def test_demonstration_started_again_keeps_its_site(tmp_path: Path) -> None:
    for start in range(2):
        with live_demo(tmp_path) as live:
            assert re.search(r"Building the public site … \d", live.output)
            assert ("Making the database" in live.output) is (start == 0)
    settings = settings_from(tmp_path / "demo" / "portal.toml")
    assert Publisher(settings).check_files() == []


def test_words_of_a_search_reach_no_log_of_the_server() -> None:
    said = "Error handling request %s"
    record = logging.makeLogRecord({"msg": said, "args": ("/desk/search/?q=kuca",)})
    assert without_questions(record)
    assert record.getMessage() == "Error handling request /desk/search/?…"
    line = logging.makeLogRecord({"msg": "Invalid request line: 'GET /?q=a b HTTP/9'"})
    assert without_questions(line)
    assert line.getMessage() == "Invalid request line: 'GET /?…'"
