from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.audit import first_broken
from portal.blueprints.services import places
from portal.db import db
from portal.domain.errors import DomainError
from portal.models import AuditEvent, ExactPlace
from tests.visit import look, send

from .conftest import Town

CANARY = "Канаринац 7, други спрат"


def hidden(town: Town) -> str:
    """The service is confidential, Dragan its custodian, the place written."""
    town.edit(town.ana, tier="confidential")
    dragan = town.person(town.dragan)
    town.do(places.name_custodian, town.ana, dragan)
    town.do(places.set_place, town.dragan, CANARY)
    return f"/desk/services/{town.uid}/place"


def test_place_is_stored_sealed(town: Town) -> None:
    hidden(town)
    with town.app.app_context():
        sealed = db.session.scalars(select(ExactPlace.sealed)).one()
    assert CANARY.encode() not in sealed


def test_custodian_reads_it_and_each_reading_is_kept_before_it_leaves(
    town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    url = hidden(town)
    dragan = desk("dragan")
    for _ in range(2):
        assert CANARY in look(dragan, url).text
    with town.app.app_context():
        rows = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    reads = [row for row in rows if row.verb == "read_place"]
    assert [row.person_id for row in reads] == [town.dragan.person_id] * 2
    assert first_broken(rows) is None


def test_reading_needs_no_words_in_the_log(town: Town) -> None:
    hidden(town)
    with town.app.app_context():
        for row in db.session.scalars(select(AuditEvent)):
            assert CANARY not in str(vars(row))


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("milica", 403), ("vesna", 404), ("jelena", 404)]
)
def test_nobody_else_reads_it(
    town: Town, desk: Callable[[str], FlaskClient], who: str, status: int
) -> None:
    url = hidden(town)
    answer = look(desk(who), url)
    assert answer.status_code == status
    assert CANARY not in answer.text


def test_nobody_names_themselves(town: Town) -> None:
    ana = town.person(town.ana)
    with pytest.raises(DomainError) as refused:
        town.do(places.name_custodian, town.ana, ana)
    assert refused.value.code == "same_person"


def test_ended_custodian_reads_no_longer(
    town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    url = hidden(town)
    uid = town.dragan.person_uid
    ended = send(
        desk("ana"), f"/desk/services/{town.uid}/custodians/end", {"person": uid}
    )
    assert ended.status_code == 303
    assert look(desk("dragan"), url).status_code == 403


def test_custodian_is_named_and_writes_on_the_desk(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    town.edit(town.ana, tier="confidential")
    named = f"/desk/services/{town.uid}/custodians"
    uid = town.milica.person_uid
    assert send(desk("ana"), named, {"person": uid}).status_code == 303
    milica = desk("milica")
    url = f"/desk/services/{town.uid}/place"
    empty = send(milica, url, {"place": ""})
    assert empty.status_code == 422
    assert send(milica, url, {"place": CANARY}).status_code == 303
    assert CANARY in look(milica, url).text
