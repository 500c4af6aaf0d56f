"""Public pages of municipalities and their teams."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.gaps.shown import answered
from portal.blueprints.pathways.shown import (
    operational_findings,
    reasons,
    service_view,
)
from portal.blueprints.services.towns import services_of_town
from portal.blueprints.teams.towns import (
    decisions_of,
    other_towns,
    pathways_of,
    pathways_shared_with,
    sectors_that_met,
    towns_on_portal,
)
from portal.domain.indicators import Practice, practice
from portal.domain.services import Category
from portal.snapshots import Snapshots, snapshots

site = Blueprint("teams", __name__)


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    return [{"slug": town["slug"]} for town in snapshots.summaries("municipality")]


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "teams.municipalities": lambda snapshots: [{}],
    "teams.municipality": _each,
}


@site.get("/municipalities/")
def municipalities() -> ResponseReturnValue:
    return render_template(
        "teams/site/municipalities.html",
        towns=towns_on_portal(snapshots()),
        others=other_towns(snapshots()),
    )


@site.get("/municipalities/<slug>/")
def municipality(slug: str) -> ResponseReturnValue:
    town = snapshots().one("municipality", slug)
    if town is None:
        abort(404)
    services = _shown(services_of_town(snapshots(), town["uid"]))
    national = _shown(snapshots().national("service"))
    ways = [_row(way) for way in pathways_of(town["uid"], snapshots())]
    return render_template(
        "teams/site/municipality.html",
        municipality=town,
        services=services,
        national_services=national,
        pathways=ways,
        shared=[_row(way) for way in pathways_shared_with(town["uid"], snapshots())],
        sectors=sectors_that_met(town),
        decisions=decisions_of(town["uid"], snapshots()),
        score=_score(town, [*services, *national], ways),
    )


def _shown(summaries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Services as pages show them: those that answer at any time come first."""
    shown = [service_view(summary) for summary in summaries]
    return sorted(shown, key=lambda s: (s["overdue"], not s["always_open"], s["uid"]))


def _row(way: dict[str, Any]) -> dict[str, Any]:
    findings = operational_findings(way)
    return way | {"operational": not findings, "reasons": reasons(findings)}


def _score(
    town: dict[str, Any], services: list[dict[str, Any]], ways: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """The practice score of 2017 beside the one of the day of the build."""
    baseline = town["baseline"]
    if baseline is None or not town["on_portal"]:
        return None
    verified = {s["category"] for s in services if not s["overdue"]}
    found = verified | answered(snapshots(), town["uid"])
    now = practice(
        categories_answered=len(found),
        categories_required=len(Category),
        seats_confirmed=town["acknowledged"]["confirmed"],
        seats=town["acknowledged"]["seats"],
        pathway_works=any(way["operational"] for way in ways),
        meetings_in_12_months=town["meetings_in_12_months"],
    )
    then = {name: baseline[name] for name in ("map", "pathway", "meetings", "score")}
    return {
        "then": then | {"meetings_held": baseline["meetings_held"]},
        "now": _parts(now) | {"meetings_held": town["meetings_in_12_months"]},
    }


def _parts(score: Practice) -> dict[str, float]:
    parts = {"map": score.map, "pathway": score.pathway, "meetings": score.meetings}
    return {
        name: float(part) for name, part in (parts | {"score": score.score}).items()
    }
