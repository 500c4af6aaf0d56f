"""Two layers: kept apart, sealed, and never overwritten unseen."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from portal.config import Settings
from portal.models import AuditEvent, InternalMinutes, PublicMinutes, Revision
from tests.form_values import form_values
from tests.minutes_world import A_NUMBER, Table
from tests.statements import Statements
from tests.visit import look, signed_in

SECRET = "Dvoje nije zvalo nazad"
SAID = {"internal": SECRET, "public": "Број је пробан.", "public_en": "Tested."}


def test_both_layers_are_saved_and_the_page_says_when(table: Table) -> None:
    answer = table.write(table.begin(), **SAID)
    assert answer.status_code == 303
    assert answer.location.endswith(f"{table.url}?item={table.items[0]}")
    assert table.begin() | SAID == table.begin()
    (public,) = table.rows(PublicMinutes)
    assert public.text == {"sr-Cyrl": "Број је пробан.", "en": "Tested."}
    assert "Saved 11:00" in table.look("ana", answer.location).text


@pytest.mark.one_engine
def test_internal_text_is_in_no_byte_of_the_database(
    table: Table, settings: Settings
) -> None:
    table.write(table.begin(), **SAID)
    table.write(table.begin(), internal=f"{SECRET}, поново")
    path = Path(make_url(settings.database_url).database or "")
    files = list(path.parent.glob(f"{path.name}*"))
    held = b"".join(file.read_bytes() for file in files)
    assert SAID["public"].encode() in held
    assert SECRET.encode() not in held
    assert not [row for row in table.rows(Revision) if SECRET in str(row.before)]


def test_each_page_that_opens_the_internal_layer_is_kept_once(table: Table) -> None:
    table.write(table.begin(), **SAID)
    table.write(table.begin(1), 1, internal="druga strana")

    def readings() -> int:
        return sum(row.verb == "read_minutes" for row in table.rows(AuditEvent))

    before = readings()
    page = table.look("milica", table.url)
    assert SECRET in page.text
    assert "druga strana" in page.text
    assert readings() == before + 1


def test_office_reads_neither_layer_before_approval_and_never_the_internal(
    table: Table,
) -> None:
    table.write(table.begin(), **SAID)
    page = table.look("jelena", table.url)
    assert page.status_code == 200
    assert SECRET not in page.text
    assert "Tested." not in page.text
    refused = table.send("jelena", table.item_url(), **SAID)
    assert refused.status_code == 403
    assert SECRET not in refused.text.replace(SAID["internal"], "", 1)
    table.send("ana", f"{table.url}/circulate")
    table.send("dragan", f"{table.url}/approve")
    page = table.look("jelena", table.url)
    assert "Tested." in page.text
    assert SECRET not in page.text


def test_other_teams_do_not_learn_that_there_is_a_meeting(table: Table) -> None:
    assert table.look("vesna", table.url).status_code == 404
    assert table.send("vesna", table.item_url(), **SAID).status_code == 404
    assert table.look("vesna", f"{table.item_url()}/title").status_code == 404


def test_member_reads_but_does_not_write(table: Table) -> None:
    assert table.send("milica", table.item_url(), **SAID).status_code == 403
    assert not table.rows(PublicMinutes)


def test_two_writers_of_one_layer_are_shown_both_texts(table: Table) -> None:
    mine = table.begin()
    table.write(table.begin(), **SAID)
    refused = table.write(mine, internal="Моје", public="Моје јавно")
    assert refused.status_code == 409
    for text in (SECRET, "Моје", SAID["public"], "Моје јавно"):
        assert text in refused.text
    (public,) = table.rows(PublicMinutes)
    assert public.text["sr-Cyrl"] == SAID["public"]


def test_saving_again_after_both_texts_is_a_decision(table: Table) -> None:
    from_here = table.begin()
    table.write(table.begin(), **SAID)
    refused = table.write(from_here, internal="Моје")
    marks = dict(form_of(refused.text))
    assert table.write(from_here | marks, internal="Моје").status_code == 303
    now = table.begin()
    assert (now["internal"], now["public"]) == ("Моје", SAID["public"])


def form_of(page: str) -> dict[str, str]:
    values = form_values(page)
    names = ("seen_internal", "seen_public", "public", "public_en")
    return {name: values[name] for name in names}


def test_writers_of_different_layers_do_not_meet(table: Table) -> None:
    mine = table.begin()
    table.write(table.begin(), public="Јавно")
    assert table.write(mine, internal=SECRET).status_code == 303
    now = table.begin()
    assert (now["internal"], now["public"]) == (SECRET, "Јавно")


def test_personal_number_is_refused_at_its_layer_and_nothing_is_written(
    table: Table,
) -> None:
    for layer in ("internal", "public", "public_en"):
        text = f"Лице {A_NUMBER[:7]} {A_NUMBER[7:]} је било."
        refused = table.write(table.begin(), **{layer: text})
        assert refused.status_code == 422
        assert "This is a personal number." in refused.text
        assert refused.text.count(text) == 1
    assert not table.rows(PublicMinutes)
    assert not table.rows(InternalMinutes)


def test_softer_trace_asks_once_and_keeps_what_was_typed(table: Table) -> None:
    form = table.begin()
    text = "М.П. (16), зове са 064/123-45-67."
    asked = table.write(form, internal=text)
    assert asked.status_code == 422
    assert "a phone number, initials with an age" in asked.text
    assert text in asked.text
    assert not table.rows(InternalMinutes)
    again = table.write(form, internal=text, all_the_same="phone")
    assert again.status_code == 422
    saved = table.write(form, internal=text, all_the_same="phone initials")
    assert saved.status_code == 303
    assert table.begin()["internal"] == text


def test_page_costs_few_statements(
    table: Table, sql: Callable[[], AbstractContextManager[Statements]]
) -> None:
    for at in range(3):
        table.write(table.begin(at), at, **SAID)
    client = signed_in(table.app, table.people["milica"])
    look(client, table.url)
    with sql() as sent:
        look(client, table.url)
    assert len(sent) <= 12, sent
