"""Loaded again, the baseline changes what its files changed, and nothing halfway."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal import audit
from portal.audit import Event
from portal.db import begin_write, db
from portal.domain.baseline import Baseline, BaselineError, read_baseline
from portal.loading.rows import Counts
from portal.models import AuditEvent, IndicatorValue, Organisation, Service, Team
from tests.clock import START
from tests.loading.reading import (
    FACTS,
    FILES,
    everything,
    figures,
    how_many,
    load,
    public,
)
from tests.world import both, somebody


def changed(facts: tuple[Any, ...], key: str, **said: Any) -> tuple[Any, ...]:
    return tuple(replace(f, **said) if f.key == key else f for f in facts)


def test_same_files_loaded_twice_change_nothing(
    loaded: Counts, baseline: Baseline
) -> None:
    before = everything()
    assert load(baseline) == Counts(unchanged=FACTS)
    assert everything() == before


def test_changed_file_changes_its_row_and_what_is_public_of_it(
    loaded: Counts, baseline: Baseline
) -> None:
    name = both("Тим у Врању", "Team in Vranje")
    newer = replace(baseline, teams=changed(baseline.teams, "vranje", name=name))
    assert load(newer) == Counts(updated=1, unchanged=FACTS - 1)
    assert public("municipality")["vranje"]["teams"][0]["name"] == name
    assert how_many(AuditEvent) == 2


def test_service_that_somebody_acted_on_stays_as_it_is(
    loaded: Counts, baseline: Baseline
) -> None:
    newer = baseline.services
    for key in ("csw_nis_urgent", "csw_subotica_urgent"):
        newer = changed(newer, key, name=both("Дежурство", "On call"))
    begin_write()
    worked_on = of_organisation("csw_nis")
    worked_on.name = both("Наше дежурство", "Our duty")
    team = db.session.get_one(Team, worked_on.host_team_id)
    event = Event("edit_service", "service", str(worked_on.uid))
    audit.record(somebody(team, "coordinator"), event, START)
    db.session.commit()
    counts = load(replace(baseline, services=newer))
    assert counts == Counts(updated=1, unchanged=FACTS - 2, kept=1)
    assert of_organisation("csw_nis").name["en"] == "Our duty"
    assert of_organisation("csw_subotica").name["en"] == "On call"


def of_organisation(key: str) -> Service:
    offered = select(Service).join(Service.organisation).where(Organisation.key == key)
    return db.session.scalars(offered).one()


def test_figure_that_left_the_files_leaves_the_portal(
    loaded: Counts, baseline: Baseline
) -> None:
    first, *others = baseline.figures("identified_victims", "2017", age="child")
    values = tuple(value for value in baseline.values if value is not first)
    counts = load(replace(baseline, values=values))
    assert counts == Counts(updated=1, unchanged=FACTS - 2, removed=1)
    rows = public("figure")["identified_victims"]["rows"]
    children = [r for r in rows if r["breakdown"] == {"age": "child"}]
    said = [row["value"] for row in children if row["period"] == "2017"]
    assert said == [value.value for value in others] == [24]


def test_figure_of_another_publication_stays(
    loaded: Counts, baseline: Baseline
) -> None:
    begin_write()
    own = figures("meetings_held", "2017", "nis")[0]
    said = {c.key: getattr(own, c.key) for c in IndicatorValue.__table__.columns}
    later = said | {"id": None, "source": "Office, 2026", "value": 5.0}
    db.session.add(IndicatorValue(**later))
    db.session.commit()
    assert load(baseline) == Counts(unchanged=FACTS)
    assert [v.value for v in figures("meetings_held", "2017", "nis")] == [2, 5]


def test_folder_with_a_broken_row_changes_nothing_and_names_every_reason(
    loaded: Counts, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(FILES, tmp_path / "baseline"))
    spoil(folder / "teams.csv", ";vranje;anti_trafficking", ";vranja;team")
    spoil(folder / "values.csv", "meetings_held;2017;vranje;;10", "meetings_held;17;;;")
    spoil(folder / "municipalities.csv", "Врање;Vranje", "Крање;Kranje")
    before = everything()
    with pytest.raises(BaselineError) as refusal:
        load(read_baseline(folder))
    assert everything() == before
    found = {(p.file, p.row, p.column, p.reason) for p in refusal.value.problems}
    assert found == {
        ("teams.csv", 3, "municipality", "dangling"),
        ("teams.csv", 3, "kind", "unknown_code"),
        ("values.csv", 19, "period", "bad_date"),
        ("values.csv", 19, "area", "empty"),
        ("values.csv", 19, "value", "value_or_absence"),
    }
    assert "teams.csv, row 3, municipality: dangling vranja" in str(refusal.value)


def spoil(file: Path, right: str, wrong: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(right) == 1
    file.write_text(text.replace(right, wrong), encoding="utf-8")


def test_load_that_fails_in_the_middle_leaves_nothing(
    desk: None, baseline: Baseline
) -> None:
    before = everything()
    services = changed(baseline.services, "cyi_outreach", organisation="nobody")
    with pytest.raises(KeyError):
        load(replace(baseline, services=services))
    db.session.rollback()
    assert everything() == before
    assert load(baseline) == Counts(added=FACTS)
