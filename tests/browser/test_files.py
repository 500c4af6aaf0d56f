"""A coordinator takes the team's services out as a file and brings others in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.blueprints.services.brought import a_row, cells, table, xlsx
from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.run import EVERY, Run
from tests.browser.spoken import Spoken


@pytest.fixture(params=[EVERY[0], EVERY[-1]])
def run(
    request: pytest.FixtureRequest,
    used_demo: Live,
    person_at: Callable[..., Person],
) -> Run:
    """On a phone in Serbian, on a desk in English."""
    code, width = request.param.split()
    return Run(used_demo, Spoken(code), int(width), person_at)


def test_services_leave_as_a_file_and_come_back_row_by_row(
    run: Run, tmp_path: Path
) -> None:
    ana, spoken = run.at_the_desk(desk.COORDINATOR), run.spoken
    desk.opens_room(ana, spoken("Services"), spoken)
    ana.clicks(spoken("Services as a file"))
    with ana.page.expect_download() as started:
        ana.clicks(spoken("Services as XLSX"))
    taken_out = tmp_path / "services.xlsx"
    started.value.save_as(taken_out)
    rows = cells(taken_out.read_bytes())
    brings(ana, taken_out, spoken)
    ana.sees(spoken("No row would be taken."))
    ana.clicks(spoken("Throw the file away"))
    name = f"Саветник {run.number}"
    body = rows[2][2]
    new = tmp_path / "new.xlsx"
    bad = a_row("Лоша", organisation=body, category="магија")
    new.write_bytes(xlsx(table(a_row(name, organisation=body), bad)))
    brings(ana, new, spoken)
    said = ana.page.get_by_role("main")
    expect(said).to_contain_text(spoken.words({"sr-Cyrl": name}))
    expect(said).to_contain_text("магија")
    ana.clicks(spoken.count("Take %(num)d row", "Take %(num)d rows", 1))
    counts = {"new": 1, "changed": 0, "same": 0, "bad": 1}
    told = "Taken. New: %(new)d, changed: %(changed)d, as they were: %(same)d,"
    ana.sees(spoken(f"{told} not taken: %(bad)d.", **counts))
    brings(ana, new, spoken)
    ana.sees(spoken("No row would be taken."))


def brings(person: Person, file: Path, spoken: Spoken) -> None:
    """Choose the file and look at what it would do."""
    person.page.get_by_label(spoken("File"), exact=True).set_input_files(file)
    person.clicks(spoken("Look at what it would do"))
    person.sees(spoken("Nothing is changed yet."))
