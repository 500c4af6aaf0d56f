"""Hosts, addresses and tokens: what stands at every door."""

import hashlib
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.config import Settings
from portal.db import Base, begin_write, db
from tests import world
from tests.aviary import Aviary
from tests.clock import Clock
from tests.crawl import Crawl
from tests.visit import look, send, signed_in

HTTPS = "https://localhost"


@pytest.fixture
def ana(app: Flask) -> FlaskClient:
    with app.app_context():
        begin_write()
        actor = world.somebody(world.a_team(), "coordinator")
        db.session.commit()
    return signed_in(app, actor)


@pytest.fixture
def built(settings: Settings) -> str:
    """A page of the site, in its place."""
    public = settings.site_dir / "current" / "public" / "en"
    public.mkdir(parents=True)
    (public / "index.html").write_text("<h1>Built</h1>")
    (settings.data_dir / "portal.toml").write_text("secret_key = 'open sesame'")
    return "/en/"


@pytest.mark.one_engine
@pytest.mark.parametrize("path", ["/desk/sign-in", "/desk/", "/en/", "/", "/nowhere"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:443",
        "localhost@evil.example",
        "localhost, evil.example",
        "evil.example/localhost",
        "127.0.0.2",
    ],
)
def test_foreign_host_is_refused(app: Flask, built: str, host: str, path: str) -> None:
    client = app.test_client()
    client.checks_pages = False
    answer = client.get(path, headers={"Host": host}, base_url=HTTPS)
    assert answer.status_code == 400
    assert "evil" not in f"{answer.headers}{answer.text}"


@pytest.mark.one_engine
def test_host_that_a_stranger_forwards_is_not_believed(app: Flask) -> None:
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
    answer = app.test_client().get("/desk", headers=forwarded, base_url=HTTPS)
    assert answer.status_code == 308
    assert "evil" not in str(answer.headers)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/desk/",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/desk/../x",
        "/desk/%2e%2e/x",
        "/desk/..%2f..%2fx",
        "/desk//evil.example",
        "/desk/\\evil.example",
        "/desk@evil.example",
        "/desk/\r\nSet-Cookie: a=b",
        "/desk/\t//evil.example",
        "%2f%2fevil.example",
        " /desk/",
        "/en/",
        "/desk/nowhere",
        "/desk/sign-out",
        "",
    ],
)
def test_language_switch_leads_nowhere_but_to_the_desk(
    app: Flask, ana: FlaskClient, address: str
) -> None:
    for client in (ana, app.test_client()):
        answer = send(client, "/desk/language", {"language": "en", "next": address})
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/desk/"
        assert "a=b" not in answer.headers.getlist("Set-Cookie")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "address", ["/desk/services/?page=1&overdue=1", "/desk/teams/"]
)
def test_language_switch_leads_back_to_the_page(ana: FlaskClient, address: str) -> None:
    answer = send(ana, "/desk/language", {"language": "sr-Latn", "next": address})
    assert answer.headers["Location"] == address
    assert '<html lang="sr-Latn">' in look(ana, address).text


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "path",
    [
        "/../portal.toml",
        "/..%2fportal.toml",
        "/%2e%2e/%2e%2e/portal.toml",
        "/en/../../../../portal.toml",
        "/en/..%5c..%5cportal.toml",
        "//portal.toml",
        "/manifest.json",
        "/en/%00",
        "/static/x/../../portal.toml",
        "/static/x/css/../../../config.py",
        "/static/x//etc/passwd",
    ],
)
def test_frozen_floor_hands_out_its_own_files_only(
    app: Flask, built: str, path: str
) -> None:
    client = app.test_client()
    client.checks_pages = False
    answer = client.get(path, base_url=HTTPS)
    assert answer.status_code in (308, 404), answer.text
    assert "open sesame" not in answer.text
    assert "evil" not in answer.headers.get("Location", "")


def posting(app: Flask) -> list[str]:
    """Every address that takes forms, with something in its places."""
    fill = {"uuid:uid": "00000000-0000-4000-8000-000000000000", "template": "blank"}
    fill |= {"key": "a", "token": "t", "any(up, down):direction": "up"}
    fill |= {"uuid:source": fill["uuid:uid"], "language": "ar"}
    rules = [r for r in app.url_map.iter_rules() if "POST" in (r.methods or ())]
    return [
        re.sub(r"<([^>]+)>", lambda name: fill[name.group(1)], str(rule))
        for rule in rules
    ]


@pytest.mark.one_engine
def test_no_form_is_taken_without_its_token(app: Flask, ana: FlaskClient) -> None:
    addresses = posting(app)
    assert len(addresses) > 25
    for address in addresses:
        for token in ({}, {"csrf_token": "made up"}):
            data = {"note": "Typed for an hour"} | token
            answer = ana.post(address, data=data, base_url=HTTPS)
            assert answer.status_code == 400, address
            assert "Typed for an hour" in answer.text, address


@pytest.mark.one_engine
def test_token_of_another_session_does_not_fit(app: Flask, ana: FlaskClient) -> None:
    stranger = app.test_client()
    page = look(stranger, "/desk/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    data = {"csrf_token": token.group(1), "language": "en"}
    assert ana.post("/desk/language", data=data, base_url=HTTPS).status_code == 400


@pytest.mark.one_engine
def test_form_is_taken_from_a_browser_that_sends_no_referrer(ana: FlaskClient) -> None:
    """Our pages forbid the referrer, so no form of ours brings one along."""
    page = look(ana, "/desk/")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    data = {"csrf_token": token.group(1), "language": "en"}
    assert ana.post("/desk/language", data=data, base_url=HTTPS).status_code == 303


def fingerprint(app: Flask) -> dict[str, str]:
    """What every table holds, but the minute in which sessions were last seen."""
    with app.app_context():
        found = {}
        for name, table in Base.metadata.tables.items():
            columns = [c for c in table.columns if c is not table.c.get("seen_at")]
            rows = db.session.execute(select(*columns).order_by(columns[0])).all()
            found[name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


@pytest.mark.one_engine
def test_looking_changes_nothing_but_the_log_of_confidential_reads(
    app: Flask, clock: Clock, tell: Any
) -> None:
    with app.app_context():
        begin_write()
        aviary = Aviary()
        db.session.commit()
    browsers = {role: signed_in(app, who) for role, who in aviary.people.items()}
    browsers["nobody"] = app.test_client()
    before = fingerprint(app)
    clock.move(minutes=2)
    pages = 0
    for role, client in browsers.items():
        pages += len(Crawl(client).follow(*aviary.start).pages)
        after = fingerprint(app)
        changed = {name for name in before if before[name] != after[name]}
        logged = role in ("member", "coordinator", "custodian")  # read sealed minutes
        assert changed == ({"audit_event"} if logged else set()), role
        before = after
    assert pages > 100
    tell(f"{len(before)} tables unchanged by {pages} looks")
