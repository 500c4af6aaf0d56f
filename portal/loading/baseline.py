"""The baseline of 2017 becomes rows; what people have worked on since stays theirs."""

from collections.abc import Iterable
from datetime import datetime

from portal import audit
from portal.audit import Event
from portal.blueprints.search.indexing import index_all
from portal.domain import baseline_facts as facts
from portal.domain.baseline import Baseline
from portal.domain.people import NOBODY
from portal.loading.bodies import (
    put_agreements,
    put_organisations,
    put_services,
    put_teams,
)
from portal.loading.figures import put_values
from portal.loading.public import show_towns_and_figures
from portal.loading.rows import Counts, put
from portal.models import Indicator, Municipality, Objective, Plan, Team


def load_baseline(baseline: Baseline, at: datetime) -> Counts:
    """Load all of it in the caller's transaction; loaded twice, nothing changes."""
    counts = Counts()
    towns = _towns(baseline.municipalities, counts)
    bodies = put_organisations(baseline.organisations, towns, counts)
    teams = put_teams(baseline.teams, towns, counts)
    put_agreements(baseline.agreements, teams, counts)
    hosts = {fact.municipality: teams[fact.key] for fact in baseline.teams}
    put_services(baseline.services, bodies, hosts, counts)
    _strategy(baseline, hosts[None], counts)
    indicators = _indicators(baseline.indicators, counts)
    put_values(baseline.values, indicators, towns, counts)
    if counts.changes:
        audit.record(NOBODY, Event("load_baseline", "baseline"), at)
    show_towns_and_figures(at)
    index_all()
    return counts


def _towns(
    towns: Iterable[facts.Municipality], counts: Counts
) -> dict[str | None, Municipality]:
    names = ("slug", "name", "district", "lat", "lon", "on_portal")
    rows = [{name: getattr(fact, name) for name in names} for fact in towns]
    return put(Municipality, "slug", rows, counts)


def _strategy(baseline: Baseline, office: Team, counts: Counts) -> None:
    """The national strategy and its plan, which the office keeps."""
    names = ("key", "kind", "name", "period", "adopted", "note", "source")
    rows = [
        {name: getattr(fact, name) for name in names} | {"host_team_id": office.id}
        for fact in baseline.plans
    ]
    plans = put(Plan, "key", rows, counts)
    objectives = [
        {
            "key": fact.key,
            "plan_id": plans[fact.plan].id,
            "number": fact.number,
            "wording": fact.name,
            "source": fact.source,
        }
        for fact in baseline.objectives
    ]
    put(Objective, "key", objectives, counts)


def _indicators(
    indicators: Iterable[facts.Indicator], counts: Counts
) -> dict[str, Indicator]:
    names = ("key", "code", "unit", "polarity", "kind", "source")
    rows = [
        {name: getattr(fact, name) for name in names} | {"wording": fact.name}
        for fact in indicators
    ]
    return put(Indicator, "key", rows, counts)
