"""Cookies, headers and error pages: what every answer brings along."""

from typing import Any

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import assets, create_app
from portal.config import Settings
from portal.db import begin_write, db
from portal.models import DeskSession, Person
from tests import world
from tests.clock import Clock
from tests.visit import look, signed_in

HTTPS = "https://localhost"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


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
def test_cookie_is_for_the_desk_alone_and_no_script_reads_it(app: Flask) -> None:
    answer = look(app.test_client(), "/desk/sign-in")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts == {"Secure", "HttpOnly", "Path=/desk", "SameSite=Lax"}
    assert cookie.startswith("portal=")


@pytest.mark.one_engine
def test_demonstration_on_plain_http_keeps_the_rest_of_it(
    settings: Settings, clock: Clock
) -> None:
    plain = {"demo": True, "site_url": "http://localhost"}
    app = create_app(settings.model_copy(update=plain), clock)
    answer = app.test_client().get("/desk/sign-in")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.one_engine
def test_public_floor_sets_no_cookie_and_reads_none(
    app: Flask, ana: FlaskClient, built: str
) -> None:
    cookie = ana.get_cookie("portal", domain="localhost", path="/desk")
    assert cookie is not None
    for client in (ana, app.test_client()):
        client.checks_pages = False
        for path in (built, "/nowhere", "/desk", assets.asset("css/site.css")):
            sent = {"Cookie": f"portal={cookie.value}"}
            answer = client.get(path, headers=sent, base_url=HTTPS)
            assert "Set-Cookie" not in answer.headers, path
            varies = "Cookie" in answer.headers.get("Vary", "")
            assert varies is (path == "/desk"), path


@pytest.mark.one_engine
def test_session_cannot_be_written_outside_the_desk(app: Flask) -> None:
    with app.test_request_context("/en/"), pytest.raises(RuntimeError):
        session["language"] = "en"
    with app.test_request_context("/deskside/"), pytest.raises(RuntimeError):
        session["language"] = "en"


@pytest.mark.one_engine
def test_every_answer_carries_the_strict_headers(
    app: Flask, ana: FlaskClient, built: str
) -> None:
    ana.checks_pages = False
    paths = ["/", built, "/nowhere", assets.asset("css/site.css"), "/desk", "/desk/"]
    paths += ["/desk/sign-in", "/desk/nowhere", "/desk/teams/", "/desk/second-factor"]
    for path in paths:
        for answer in (look(ana, path), ana.post(path, base_url=HTTPS)):
            headers = answer.headers
            assert headers["Content-Security-Policy"] == POLICY, path
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert headers["Strict-Transport-Security"] == "max-age=31536000"
            stored = headers.get("Cache-Control", "")
            assert ("no-store" in stored) is path.startswith("/desk"), path


@pytest.fixture
def broken(app: Flask) -> Flask:
    """The portal with a bug in it, and as it runs: not under test."""

    def bug() -> str:
        begin_write()
        unmarried = Person(name="Secret name", email=None, created_at=world.NOW)
        db.session.add(unmarried)
        db.session.flush()
        return "never"

    app.add_url_rule("/desk/bug", "bug", bug, methods=["GET", "POST"])
    app.testing = False
    return app


WORDS = {
    ("en", 404): "This page is not here",
    ("en", 405): "This could not be understood",
    ("en", 413): "That is too much at once",
    ("en", 500): "Something failed on our side",
}


@pytest.mark.one_engine
@pytest.mark.parametrize("language", ["en", "sr", "sr-Latn"])
@pytest.mark.parametrize("status", [404, 405, 413, 500])
def test_error_speaks_the_readers_language_and_shows_no_inside(
    broken: Flask, language: str, status: int
) -> None:
    client = broken.test_client()
    said = {"Accept-Language": language}
    much = {"note": "x" * 2_100_000}
    asked = {
        404: lambda: client.get("/desk/nowhere", headers=said, base_url=HTTPS),
        405: lambda: client.delete("/desk/teams/", headers=said, base_url=HTTPS),
        413: lambda: client.post(
            "/desk/sign-in", data=much, headers=said, base_url=HTTPS
        ),
        500: lambda: client.get("/desk/bug", headers=said, base_url=HTTPS),
    }
    answer = asked[status]()
    assert answer.status_code == status
    code = {"sr": "sr-Cyrl"}.get(language, language)
    assert f'<html lang="{code}">' in answer.text
    english = WORDS["en", status]
    assert (english in answer.text) is (language == "en")
    for inside in ("Traceback", "sqlalchemy", "portal/", "Secret name"):
        assert inside not in answer.text


@pytest.mark.one_engine
def test_bug_is_logged_without_what_rows_hold(broken: Flask, capfd: Any) -> None:
    client = broken.test_client()
    client.get("/desk/bug", base_url=HTTPS)
    logged = "".join(capfd.readouterr())
    assert "a bug" in logged
    assert "NOT NULL" in logged
    assert "Secret name" not in logged


@pytest.mark.one_engine
def test_bug_leaves_nothing_behind(broken: Flask) -> None:
    broken.test_client().get("/desk/bug", base_url=HTTPS)
    with broken.app_context():
        assert db.session.scalars(select(Person)).all() == []
        assert db.session.scalars(select(DeskSession)).all() == []
