"""Somebody of another team tries every address of a draft and sees nothing of it."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import APIResponse, Page

from portal.blueprints.pathways import desk as pathways
from portal.blueprints.pathways import steps
from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken
from tests.told import Tell

SECRETS = ("Пут до помоћи за децу у Врању", "The way to help for children in Vranje")
CANARY = "who is guardian at night"
OF_THE_TEAM = {"pathways.choose", "pathways.start", "pathways.copies.start"}
# A draft has no public sheet and no poster yet, for its author neither.
OF_WHAT_IS_PUBLIC = ("/public.pdf", "/poster.pdf")
ENGLISH = Spoken("en")
Address = tuple[str, str]


@pytest.fixture
def author(demo: Live, person_at: Callable[..., Person]) -> Person:
    """The coordinator of Vranje with the draft open."""
    person = person_at(demo, lang="en")
    desk.is_at_the_desk(person, desk.COORDINATOR, ENGLISH)
    person.page.locator("a[href^='/desk/pathways/versions/']").first.click()
    person.sees("Send to review")
    return person


@pytest.fixture
def stranger(demo: Live, person_at: Callable[..., Person]) -> Person:
    """The member of Subotica, signed in."""
    person = person_at(demo, lang="en")
    desk.is_at_the_desk(person, desk.STRANGER, ENGLISH)
    person.sees("Sign out")
    return person


def addresses_of_the_draft(page: Page) -> list[Address]:
    """Every method and address of the pathways' rooms, filled with the draft's."""
    app = Flask(__name__)
    app.register_blueprint(pathways.desk)
    app.register_blueprint(steps.desk)
    version = page.url.rpartition("/")[2].partition("#")[0]
    history = page.get_by_role("link", name="All versions").get_attribute("href") or ""
    pathway = history.rpartition("/")[2]
    keys = page.evaluate("() => [...document.querySelectorAll('[id^=step-]')]")
    assert len(keys) >= 3
    ids = page.locator("[id^=step-]").evaluate_all("all => all.map(e => e.id)")
    step_keys = [name.removeprefix("step-") for name in ids]
    return sorted(set(_filled(app, version, pathway, step_keys)))


def _filled(
    app: Flask, version: str, pathway: str, keys: list[str]
) -> Iterator[Address]:
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OF_THE_TEAM or "uid" not in rule.arguments:
            continue
        of_version = "/versions/" in rule.rule
        uid = UUID(version if of_version else pathway)
        for key in keys if "key" in rule.arguments else keys[:1]:
            for direction in ("up", "down"):
                given = {"uid": uid, "key": key, "direction": direction}
                values = {name: given[name] for name in rule.arguments}
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                    yield method, adapter.build(rule.endpoint, values, method=method)


def test_member_of_another_team_finds_nothing_at_any_address_of_a_draft(
    demo: Live, author: Person, stranger: Person, tell: Tell
) -> None:
    addresses = addresses_of_the_draft(author.page)
    asked = [address for method, address in addresses if method == "GET"]
    sent = [address for method, address in addresses if method == "POST"]
    assert len(asked) >= 5
    assert len(sent) >= 10
    for address in asked:
        own = 404 if address.endswith(OF_WHAT_IS_PUBLIC) else 200
        assert ask(author.page, demo, address).status == own
        answer = ask(stranger.page, demo, address)
        assert (answer.status, told_secrets(answer.text())) == (404, [])
    token = token_of(stranger.page)
    for address in sent:
        answer = send(stranger.page, demo, address, token)
        assert (answer.status, told_secrets(answer.text())) == (404, []), address
    assert CANARY in ask(author.page, demo, asked_version(asked)).text()
    tell(f"{len(asked)} addresses read and {len(sent)} sent to: 404 each, 0 words seen")


def test_member_of_another_team_sees_nothing_in_the_browser(
    demo: Live, author: Person, stranger: Person
) -> None:
    addresses = addresses_of_the_draft(author.page)
    for method, address in addresses:
        if method == "GET" and "/steps/" not in address:
            stranger.goes_to(address)
            stranger.sees("This page is not here")
            assert told_secrets(stranger.page.content()) == []
    for path in ("/desk/", "/desk/pathways/", "/en/pathways/"):
        stranger.goes_to(path)
        assert told_secrets(stranger.page.content()) == []


def test_nobody_signed_in_is_asked_to_sign_in(
    demo: Live, author: Person, person_at: Callable[..., Person]
) -> None:
    nobody = person_at(demo, lang="en")
    for method, address in addresses_of_the_draft(author.page):
        if method == "GET" and "/steps/" not in address:
            nobody.goes_to(address)
            nobody.sees("E-mail")
            assert told_secrets(nobody.page.content()) == []


def told_secrets(text: str) -> list[str]:
    return [words for words in (*SECRETS, CANARY) if words in text]


def asked_version(addresses: list[str]) -> str:
    return next(a for a in addresses if a.count("/") == 4 and "/versions/" in a)


def token_of(page: Page) -> str:
    return page.locator("[name=csrf_token]").first.input_value()


def ask(page: Page, live: Live, address: str) -> APIResponse:
    return page.request.get(live.url + address)


def send(page: Page, live: Live, address: str, token: str) -> APIResponse:
    form = {"csrf_token": token, "reason": "no", "title": "no", "action": "no"}
    return page.request.post(live.url + address, form=form, max_redirects=0)
