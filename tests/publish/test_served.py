"""What a visitor's browser gets from the process that serves the frozen files."""

from pathlib import Path

import pytest
from flask import Flask

from portal import assets
from portal.publish import Publisher
from tests.publish.begun import begin
from tests.publish.country import uid_of
from tests.publish.trees import read

pytestmark = pytest.mark.one_engine


@pytest.fixture
def served(publisher: Publisher, portal: Flask) -> Flask:
    begin(publisher)
    return portal


def get(app: Flask, path: str, **more: object):
    return app.test_client().get(path, base_url="https://localhost", **more)


@pytest.mark.parametrize(
    ("path", "file", "kind"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/en/help/", "en/help/index.html", "text/html; charset=utf-8"),
        ("/sitemap.xml", "sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_page_is_the_file_with_strict_headers(
    served: Flask, publisher: Publisher, path: str, file: str, kind: str
) -> None:
    response = get(served, path)
    assert response.status_code == 200
    assert response.text == read(publisher, file)
    assert response.headers["Content-Type"] == kind
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Set-Cookie" not in response.headers
    again = get(served, path, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_keeper_may_fetch_and_is_asked_for_anew_and_pathways_alone_start_it(
    served: Flask,
) -> None:
    keeper = get(served, f"/{assets.KEEPER}")
    assert keeper.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert keeper.headers["Cache-Control"] == "no-cache"
    policy = "Content-Security-Policy"
    assert keeper.headers[policy].endswith("; connect-src 'self'")
    way = f"/en/pathways/{uid_of('pathway', 0)}/"
    assert get(served, way).headers[policy].endswith("; worker-src 'self'")
    for path in ("/en/", "/en/pathways/", "/en/help/"):
        assert "worker-src" not in get(served, path).headers[policy], path


def test_address_without_its_last_stroke_leads_on(served: Flask) -> None:
    response = get(served, "/en/help")
    assert (response.status_code, response.headers["Location"]) == (308, "/en/help/")


@pytest.mark.parametrize(
    "path",
    [
        "/nobody/",
        "/manifest.json",
        "/../manifest.json",
        "/en/..%2f..%2fmanifest.json",
        "/en/help/index.html/x",
        "/%00",
        f"/{'long' * 99}/",
    ],
)
def test_everything_else_is_the_page_that_says_so(served: Flask, path: str) -> None:
    response = get(served, path)
    assert response.status_code == 404
    assert "<h1" in response.text


def test_pending_change_is_what_a_reader_gets(
    served: Flask, publisher: Publisher
) -> None:
    pending = publisher.current.resolve() / "pending" / "public" / "en"
    pending.mkdir(parents=True)
    (pending / "index.html").write_text("<!doctype html>new")
    assert get(served, "/en/").text == "<!doctype html>new"
    assert get(served, "/en/help/").status_code == 200


def test_style_of_another_edition_comes_from_the_build_not_from_us(
    served: Flask, publisher: Publisher
) -> None:
    ours = assets.asset("css/site.css")
    assert get(served, ours).headers["Cache-Control"].endswith("immutable")
    theirs = ours.replace(ours.split("/")[2], "0123abcd")
    assert get(served, theirs).status_code == 404
    file = Path(publisher.current / "public" / theirs[1:])
    file.parent.mkdir(parents=True)
    file.write_text("body{color:red}")
    response = get(served, theirs)
    assert response.text == "body{color:red}"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"


def test_instance_without_a_site_answers_plainly(portal: Flask) -> None:
    assert get(portal, "/en/").status_code == 404
