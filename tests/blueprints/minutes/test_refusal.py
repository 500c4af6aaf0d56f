"""A personal number is refused wherever one could be typed, from the first save."""

from html import unescape

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, IntegerField

from portal.forms import DayField, DeskForm, line, passage
from portal.models import InternalMinutes, Service
from tests.minutes_world import A_NUMBER, Table
from tests.visit import look, send

SPACED = f"{A_NUMBER[:2]} {A_NUMBER[2:7]}-{A_NUMBER[7:]}"


class Inner(Form):
    name = line("Name", required=False)


class Outer(DeskForm):
    text = passage("Text")
    day = DayField("Day")
    count = IntegerField("Count")
    one = FormField(Inner)
    many = FieldList(FormField(Inner), min_entries=2)
    plain = FieldList(line("Line", required=False), min_entries=1)

    class Meta(DeskForm.Meta):
        csrf = False


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "field", ["text", "day", "count", "one-name", "many-1-name", "plain-0"]
)
@pytest.mark.parametrize("number", [A_NUMBER, SPACED])
def test_no_field_takes_it_nor_repeats_it(app: Flask, field: str, number: str) -> None:
    with app.test_request_context("/desk/?lang=en", method="POST"):
        form = Outer(MultiDict({field: number}))
        assert not form.validate()
        said = str(form.errors)
        assert "personal number" in said
        assert A_NUMBER not in said
        assert number not in said
        assert any(number in str(f()) for f in form)


@pytest.mark.one_engine
def test_form_without_a_number_is_taken(app: Flask) -> None:
    with app.test_request_context("/desk/", method="POST"):
        form = Outer(
            MultiDict({"text": "064 123 4567", "count": "3", "day": "1.1.2026."})
        )
        assert form.validate(), form.errors


def test_register_of_services_refuses_it_in_a_contact(table: Table) -> None:
    url = f"/desk/services/new/{table.team}"
    typed = {"name": "Савет", "summary": "Слуша", "contacts-0-value": A_NUMBER}
    typed |= {f"contacts-{at}-kind": "phone" for at in range(3)}
    refused = table.send("ana", url, **typed)
    assert refused.status_code == 422
    assert "This is a personal number." in refused.text
    assert table.rows(Service) == []


def test_form_that_goes_along_through_sign_in_leaves_the_number_behind(
    table: Table,
) -> None:
    form = {"internal": f"Прва реч, {SPACED}, последња реч."}
    client = table.app.test_client()
    look(client, "/desk/sign-in?lang=en")
    refused = send(client, f"{table.item_url()}?lang=en", form)
    assert refused.status_code == 401
    shown = unescape(refused.text)
    assert "Прва реч, [personal number taken out], последња реч." in shown
    assert SPACED not in shown
    assert table.rows(InternalMinutes) == []
