"""The page of a version: pasted lines stay, links stand in groups, long lists fold."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, get_template_attribute
from flask.testing import FlaskClient

from portal.domain.pathways import Finding
from tests.blueprints.pathways.town import Town, change, publish, start
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]
PASTED = "Прво ово\nЗатим оно"


@pytest.fixture
def ana(desk: Desk) -> FlaskClient:
    """The coordinator, who reads Serbian."""
    client = desk("coordinator")
    send(client, "/desk/language", {"language": "sr-Cyrl", "next": "/desk/"})
    return client


def test_pasted_lines_stay_wherever_a_step_is_read(
    town: Town, ana: FlaskClient
) -> None:
    version = start(ana, town)
    change(ana, version, "police", details=PASTED, refuse=PASTED, night=PASTED)
    for page in ("", "/as-public", "/print"):
        said = look(ana, f"{version}{page}").text.replace("\r", "")
        lines = re.findall(r'<p class="[^"]*\blines">[^\n]*Прво ово\nЗатим', said)
        assert len(lines) == 3, page
    said = look(ana, f"{version}/follow").text.replace("\r", "")
    assert f'<p class="follow-more lines">{PASTED}</p>' in said


def test_what_may_be_refused_is_called_a_choice(
    town: Town, ana: FlaskClient, desk: Desk
) -> None:
    version = publish(ana, desk("approver"), start(ana, town))
    for page in ("", "/print", "/follow"):
        said = look(ana, f"{version}{page}").text
        assert "Избор особе" in said, page
        assert "Ваш избор" not in said, page
    said = look(ana, f"{version}/as-public").text
    assert "Ваш избор:" in said


def test_links_beside_a_version_stand_in_groups(town: Town, desk: Desk) -> None:
    ana = desk("coordinator")
    version = publish(ana, desk("approver"), start(ana, town))
    page = look(ana, f"{version}?lang=en").text
    assert "<h3>To read</h3>" in page
    assert "<h3>Paper and files</h3>" in page
    assert "<h3>To work on</h3>" not in page
    assert "What is new in this version" in page


@pytest.mark.parametrize(("many", "folded"), [(10, 0), (13, 3)])
def test_many_findings_show_the_first_ten(app: Flask, many: int, folded: int) -> None:
    found = [Finding("no_actor", f"s{at}", at) for at in range(1, many + 1)]
    with app.test_request_context():
        written = get_template_attribute("pathways/desk/parts.html", "finding_list")
        page = str(written(found, []))
    shown, _, rest = page.partition("<details>")
    assert shown.count("<li>") == 10
    assert rest.count("<li>") == folded
