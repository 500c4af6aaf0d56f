"""Public pages of one kind of help or one group, and the sheet of a town on paper."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import segno
from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.services.placed import (
    Placed,
    areas,
    by_kind,
    in_town,
    nationwide,
    told_groups,
)
from portal.blueprints.services.towns import ones
from portal.blueprints.teams.towns import names_on_portal
from portal.domain.services import Group
from portal.domain.terms import TermKind
from portal.labels import label
from portal.snapshots import Snapshots, snapshots
from portal.terms import position

site = Blueprint("kinds", __name__)

# How an address sorts services, and the taxonomy that its codes are from.
BY = {"kind": TermKind.CATEGORY, "group": TermKind.GROUP}
Amounts = dict[str, dict[str, int]]


def codes_of(service: Mapping[str, Any], by: str) -> Iterable[str]:
    """Under which codes a service stands; one for anyone is in every group."""
    if by == "kind":
        return (service["category"],)
    return told_groups(service["groups"]) or list(Group)


def amounts_of_town(snapshots: Snapshots, slug: str) -> Amounts:
    """How many services a town has of each kind and for each group."""
    return _amounts(snapshots.summaries("service", slug))


def _amounts_in(snapshots: Snapshots, slug: str) -> Amounts:
    """The same with services of other towns that have a place in it."""
    own: Amounts = snapshots.follows("amounts_of_town", slug)
    there = snapshots.follows("from_elsewhere", slug)["places"]
    more = _amounts(ones(snapshots, there)) if there else {}
    return {
        by: dict(Counter(counted) + Counter(more.get(by, {})))
        for by, counted in own.items()
    }


def _amounts(services: Iterable[Mapping[str, Any]]) -> Amounts:
    found = list(services)
    return {
        by: dict(Counter(code for one in found for code in codes_of(one, by)))
        for by in BY
    }


def _towns(snapshots: Snapshots) -> list[str]:
    return list(snapshots.follows("towns_on_portal"))


def _each(snapshots: Snapshots) -> Iterator[dict[str, Any]]:
    """Kinds and groups that have a service somewhere."""
    found = [_amounts_in(snapshots, slug) for slug in _towns(snapshots)]
    found.append(_amounts(snapshots.national("service")))
    for by in BY:
        for code in sorted({code for amounts in found for code in amounts[by]}):
            yield {"by": by, "code": code}


def _each_of_towns(snapshots: Snapshots) -> Iterator[dict[str, Any]]:
    for slug in _towns(snapshots):
        yield from _each_of_town(snapshots, slug)


def _each_of_town(snapshots: Snapshots, slug: str) -> Iterator[dict[str, Any]]:
    for by, amounts in _amounts_in(snapshots, slug).items():
        yield from ({"slug": slug, "by": by, "code": code} for code in amounts)


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "kinds.index": lambda snapshots: [{}],
    "kinds.of_country": _each,
    "kinds.of_town": _each_of_towns,
    "kinds.sheet": lambda snapshots: [{"slug": slug} for slug in _towns(snapshots)],
}


def pages_of(
    snapshots: Snapshots, kind: str, uid: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(endpoint, values) of the pages that stand because of a service or a town."""
    service = snapshots.one("service", uid) if kind == "service" else None
    for by in BY if service else ():
        for code in codes_of(service or {}, by):
            yield "kinds.of_country", {"by": by, "code": code}
    touched = areas(service) if service else {uid}
    for slug in sorted(touched.intersection(_towns(snapshots))):
        for values in _each_of_town(snapshots, slug):
            yield "kinds.of_town", values


def addresses(snapshots: Snapshots, about: str) -> list[str]:
    """The pages of this room, for the site map."""
    towns = [f"municipalities/{slug}" for slug in _towns(snapshots)]
    return [
        "services/",
        *(f"services/{told['by']}/{told['code']}/" for told in _each(snapshots)),
        *(f"{town}/sheet/" for town in towns),
        *(
            f"municipalities/{told['slug']}/{told['by']}/{told['code']}/"
            for told in _each_of_towns(snapshots)
        ),
    ]


def _told(
    amounts: Iterable[Mapping[str, Mapping[str, int]]],
) -> dict[str, dict[str, int]]:
    """The sum of several, each kind and group in its order."""
    sums: dict[str, Counter[str]] = {by: Counter() for by in BY}
    for one in amounts:
        for by, counted in one.items():
            sums[by].update(counted)
    return {
        by: dict(sorted(counted.items(), key=lambda item: position(BY[by], item[0])))
        for by, counted in sums.items()
    }


def _of(placed: Iterable[Placed], by: str, code: str) -> list[Placed]:
    return [one for one in placed if code in codes_of(one.service, by)]


@site.get("/services/")
def index() -> ResponseReturnValue:
    found = snapshots()
    local = [_amounts_in(found, slug) for slug in _towns(found)]
    national = _amounts(found.national("service"))
    return render_template(
        "services/site/kinds.html",
        amounts=_told([*local, national]),
        kinds_by=BY,
        towns=names_on_portal(found),
    )


@site.get("/services/<any(kind, group):by>/<code>/")
def of_country(by: str, code: str) -> ResponseReturnValue:
    found = snapshots()
    national = _of(nationwide(found), by, code)
    towns = {slug: _amounts_in(found, slug)[by].get(code, 0) for slug in _towns(found)}
    if not national and not any(towns.values()):
        abort(404)
    return render_template(
        "services/site/kind.html",
        heading=label(BY[by], code),
        by=by,
        code=code,
        amounts=towns,
        towns=names_on_portal(found),
        kinds=by_kind(national),
    )


@site.get("/municipalities/<slug>/<any(kind, group):by>/<code>/")
def of_town(slug: str, by: str, code: str) -> ResponseReturnValue:
    town = _on_portal(slug)
    placed = _of(in_town(snapshots(), slug), by, code)
    if not placed:
        abort(404)
    return render_template(
        "services/site/town_kind.html",
        town=town,
        heading=label(BY[by], code),
        by=by,
        code=code,
        kinds=by_kind(placed),
        national=len(_of(nationwide(snapshots()), by, code)),
    )


@site.get("/municipalities/<slug>/sheet/")
def sheet(slug: str) -> ResponseReturnValue:
    """One sheet of paper: who helps in the town, and a code that leads to its page."""
    town = _on_portal(slug)
    address = current_app.extensions["portal_address"](
        "teams.municipality", slug=town["slug"]
    )
    return render_template(
        "services/site/sheet.html",
        town=town,
        kinds=by_kind(in_town(snapshots(), slug)),
        national=by_kind(nationwide(snapshots())),
        address=address,
        code=_picture(address),
    )


def _picture(address: str) -> str | None:
    """The address as a QR code; a telephone needs a whole one."""
    if not address.startswith("http"):
        return None
    picture: str = segno.make(address, micro=False).svg_data_uri(scale=4, border=2)
    return picture


def _on_portal(slug: str) -> dict[str, Any]:
    town = snapshots().one("municipality", slug)
    if town is None or not town["on_portal"]:
        abort(404)
    return town
