"""The index follows every act in its transaction, and holds what the rows say."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal.acts import follow
from portal.audit import Event
from portal.blueprints.search.indexing import index, index_all, untrue
from portal.db import begin_write, db
from portal.domain.searching import fold, grams
from portal.models import (
    ExactPlace,
    Organisation,
    PathwayVersion,
    SearchEntry,
    SearchGram,
    SearchWord,
    Service,
)
from portal.seal import seal
from tests import world
from tests.world import NOW

from .conftest import Land


@pytest.fixture
def inside(land: Land) -> Iterator[Land]:
    with land.app.test_request_context("/desk/"):
        begin_write()
        yield land


def words() -> set[str]:
    return set(db.session.scalars(select(SearchWord.word)))


def spelled() -> set[str]:
    return set(db.session.scalars(select(SearchGram.word)))


def one(land: Land, name: str) -> Service:
    found = db.session.scalar(select(Service).where(Service.uid == land.uids[name]))
    assert found is not None
    return found


def of_noun(land: Land, noun: str, uid: object, verb: str = "edit") -> None:
    follow(land.actor("ana"), Event(verb, noun, str(uid)))


def test_index_says_what_the_rows_say_and_nothing_else(inside: Land) -> None:
    assert untrue() == []
    assert words() == spelled()
    rows = db.session.execute(select(SearchGram.gram, SearchGram.word))
    letters: dict[str, list[str]] = {}
    for gram, word in rows:
        letters.setdefault(word, []).append(gram)
    assert {w: sorted(g) for w, g in letters.items()} == {w: grams(w) for w in words()}
    assert len(letters) > 20
    assert index_all() == 0


def test_changed_name_is_found_from_the_same_transaction_on(inside: Land) -> None:
    service = one(inside, "law")
    service.name = {"sr-Cyrl": "Зимска башта"}
    db.session.flush()
    assert untrue() == ["service"]
    of_noun(inside, "service", service.uid)
    assert untrue() == []
    assert {"zimska", "basta"} <= words()
    assert words() == spelled()
    db.session.rollback()
    assert "zimska" not in words()
    assert untrue() == []


def test_word_that_no_entry_has_any_more_leaves_no_letters(inside: Land) -> None:
    assert "nacrt" in spelled()
    draft = one(inside, "unpublished")
    draft.name = {"sr-Cyrl": "Услуге"}
    of_noun(inside, "service", draft.uid)
    assert "nacrt" not in words() | spelled()
    assert "usluge" in spelled()


def test_body_with_another_name_is_followed_by_its_services(inside: Land) -> None:
    body = db.session.scalar(select(Organisation).where(Organisation.key == "csr"))
    body.aliases = [*body.aliases, "Оранжерија"]
    of_noun(inside, "organisation", body.uid)
    assert untrue() == []
    kinds = (
        select(SearchEntry.kind)
        .join(SearchWord, SearchWord.entry_id == SearchEntry.id)
        .where(SearchWord.word == "oranzerija")
        .distinct()
    )
    assert set(db.session.scalars(kinds)) == {"organisation", "service"}


def test_superseded_version_is_no_longer_found(inside: Land) -> None:
    version = db.session.scalar(
        select(PathwayVersion).where(PathwayVersion.state == "published")
    )
    change = update(PathwayVersion).where(PathwayVersion.id == version.id)
    db.session.execute(change.values(state="superseded"))
    of_noun(inside, "pathway_version", version.uid, "supersede")
    assert untrue() == []
    left = select(SearchEntry.id).where(
        SearchEntry.kind == "pathway_version", SearchEntry.thing_id == version.id
    )
    assert db.session.scalar(left) is None


def test_shelter_has_a_part_for_strangers_without_place_and_bearer(
    inside: Land,
) -> None:
    shelter = db.session.scalar(select(Service).where(Service.tier == "confidential"))
    said = select(SearchEntry.part, SearchEntry.text).where(
        SearchEntry.kind == "service", SearchEntry.thing_id == shelter.id
    )
    parts = dict(db.session.execute(said).all())
    assert set(parts) == {"all", "open"}
    assert {"vranje", "lastavica", "ptica"} <= set(parts["all"].split())
    assert not {"vranje", "lastavica", "ptica"} & set(parts["open"].split())
    shelter.tier = "area"
    index("service", [shelter.id])
    assert untrue() == []


def test_what_is_sealed_is_never_indexed(inside: Land) -> None:
    shelter = db.session.scalar(select(Service).where(Service.tier == "confidential"))
    sealed = seal("Скривени Багремар 17")
    db.session.add(ExactPlace(service_id=shelter.id, sealed=sealed, changed_at=NOW))
    index_all()
    assert not set(fold("Скривени Багремар").split()) & words()


def test_thousand_things_come_and_go_whole(app: Flask) -> None:
    with app.app_context():
        begin_write()
        team = world.a_team()
        made = [
            world.a_service(
                team, verified_on=None, phone=None, name={"en": f"Thing x{number}y"}
            )
            for number in range(700)
        ]
        index_all()
        assert untrue() == []
        assert words() == spelled()
        for row in made[:550]:
            row.name = {"en": "The same"}
        index_all()
        assert untrue() == []
        assert words() == spelled()
        assert "x1y" not in spelled()
        assert "x600y" in spelled()
