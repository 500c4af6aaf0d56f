"""The feed of changes: valid Atom, and never more than is public now."""

import re
from xml.etree import ElementTree

import pytest
from flask import Flask

from portal.publish import Publisher
from tests.publish.begun import begin
from tests.publish.country import (
    ON_PORTAL,
    SERVICES_OF_A_TOWN,
    a_service,
    slug_of,
    uid_of,
)
from tests.publish.test_map import placed
from tests.publish.trees import read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import NOW, TODAY

pytestmark = pytest.mark.one_engine
LISTED = ON_PORTAL * SERVICES_OF_A_TOWN + 1
FIRST = 3 * SERVICES_OF_A_TOWN
ATOM = "{http://www.w3.org/2005/Atom}"


def atom(publisher: Publisher) -> ElementTree.Element:
    return ElementTree.fromstring(read(publisher, "en/data/changes.atom") or "")


def titles(publisher: Publisher) -> dict[str, str]:
    return {
        entry.findtext(f"{ATOM}id", ""): entry.findtext(f"{ATOM}title", "")
        for entry in atom(publisher).iter(f"{ATOM}entry")
    }


def test_changes_are_valid_atom(publisher: Publisher) -> None:
    begin(publisher)
    feed = atom(publisher)
    assert feed.tag == f"{ATOM}feed"
    for thing in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(thing.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", thing.findtext(f"{ATOM}id", ""))
        assert thing.findtext(f"{ATOM}updated") == f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Local teams"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "https://localhost/en/data/changes.atom"
    assert len(titles(publisher)) == LISTED
    page = read(publisher, "en/map/index.html") or ""
    assert 'type="application/atom+xml"' in page


def test_what_is_gone_has_no_name_in_the_changes(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    name = titles(publisher)[f"urn:uuid:{uid_of('service', FIRST)}"]
    assert name == f"Service {FIRST}"
    take_down(portal, a_service(FIRST, 3))
    put(portal, a_service(FIRST + 1, 3, status="closed"))
    publisher.change(waiting_keys(portal), TODAY)
    told = titles(publisher)
    assert told[f"urn:uuid:{uid_of('service', FIRST)}"] == (
        "A service is no longer listed"
    )
    assert f">{name}<" not in (read(publisher, "en/data/changes.atom") or "")
    feed = atom(publisher)
    said = [entry.findtext(f"{ATOM}summary", "") for entry in feed.iter(f"{ATOM}entry")]
    assert len([text for text in said if text.startswith("Closed")]) == 1


def test_service_whose_place_became_secret_tells_no_town_in_the_changes(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    hidden = placed(FIRST, None, tier="confidential", address=None)
    put(portal, hidden)
    publisher.change(waiting_keys(portal), TODAY)
    feed = read(publisher, "en/data/changes.atom") or ""
    (entry,) = (part for part in feed.split("<entry>") if hidden.uid in part)
    assert slug_of(3) not in entry
    assert "Town 3" not in entry
