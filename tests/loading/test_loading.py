"""What the database and the public hold once the baseline is loaded."""

from sqlalchemy import select

from portal import audit
from portal.db import db
from portal.domain.baseline import Baseline
from portal.loading.rows import Counts
from portal.models import (
    Agreement,
    AuditEvent,
    Indicator,
    IndicatorValue,
    Municipality,
    Objective,
    Organisation,
    Plan,
    Service,
    Team,
)
from tests.loading.reading import FACTS, figures, how_many, public


def test_every_fact_of_the_files_becomes_one_row(
    loaded: Counts, baseline: Baseline
) -> None:
    assert loaded == Counts(added=FACTS)
    assert str(loaded) == "279 added, 0 updated, 0 unchanged, 0 removed, 0 kept"
    assert how_many(Municipality) == 17
    assert how_many(Organisation) == len(baseline.organisations)
    assert how_many(Team) == 18
    assert how_many(Agreement) == len(baseline.agreements)
    assert how_many(Service) == len(baseline.services)
    assert (how_many(Plan), how_many(Objective)) == (2, 5)
    assert how_many(Indicator) == len(baseline.indicators)
    assert how_many(IndicatorValue) == len(baseline.values)


def test_load_is_one_link_of_the_audit_chain(loaded: Counts) -> None:
    rows = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(row.verb, row.person_id) for row in rows] == [("load_baseline", None)]
    assert audit.first_broken(rows) is None


def test_memorandum_belongs_to_the_team_that_signed_it(loaded: Counts) -> None:
    rows = db.session.execute(select(Team.key, Agreement.signed).join(Team.agreements))
    signed = {row.key: row.signed for row in rows}
    assert len(signed) == 9
    assert signed["vranje"] == "2013-10"
    assert signed["sombor"] is None


def test_services_that_the_studies_name_are_for_the_desk_only(loaded: Counts) -> None:
    services = db.session.scalars(select(Service)).all()
    assert {service.publication for service in services} == {"internal"}
    assert public("service") == {}
    rows = db.session.execute(
        select(Organisation.key, Team.key.label("host"))
        .join(Service, Service.organisation_id == Organisation.id)
        .join(Team, Service.host_team_id == Team.id)
    )
    hosts = {row.key: row.host for row in rows}
    assert hosts["csw_nis"] == "nis"
    assert hosts["atina"] == "office"


def test_figures_are_those_of_the_study_and_contradictions_stand_side_by_side(
    loaded: Counts,
) -> None:
    held = {
        town: [value.value for value in figures("meetings_held", "2017", town)]
        for town in ("vranje", "sremska-mitrovica", "nis", "subotica")
    }
    assert held == {
        "vranje": [10],
        "sremska-mitrovica": [4],
        "nis": [2],
        "subotica": [0],
    }
    children = [
        value.value
        for value in figures("identified_victims", "2017")
        if value.breakdown == {"age": "child"}
    ]
    assert children == [21, 24]


def test_towns_and_national_figures_are_public(loaded: Counts) -> None:
    towns, tables = public("municipality"), public("figure")
    assert len(towns) == 17
    assert sum(town["on_portal"] for town in towns.values()) == 7
    vranje = towns["vranje"]["baseline"]
    assert (vranje["meetings_held"], vranje["plan"]) == (10, True)
    scores = [town["baseline"]["score"] for town in towns.values() if town["baseline"]]
    assert round(sum(scores) / len(scores), 3) == 0.119
    assert "meetings_held" not in tables
    areas = {row["area"] for table in tables.values() for row in table["rows"]}
    assert areas == {None}
    assert tables["identified_victims"]["rows"][0]["value"] == 40
