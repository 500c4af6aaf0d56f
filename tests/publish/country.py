"""A generated country as it stands on the wall: towns, services and pathways."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from portal.domain.services import Category
from portal.wall import Snapshot
from tests.world import TODAY, both

ON_PORTAL = 7
SERVICES_OF_A_TOWN = 4
STEPS = 12
CATEGORIES = [category.value for category in Category]
TWO_PEOPLE = (str(uuid.UUID(int=1)), str(uuid.UUID(int=2)))
MET = {
    "meetings": [{"half": "2026-2", "held": 1, "sectors": ["police"]}],
    "meetings_in_12_months": 1,
}
DAYS = {
    "published_on": TODAY.isoformat(),
    "review_by": (TODAY + timedelta(days=200)).isoformat(),
}
LONG = "Реците прво шта вам прети; о свему осталом може да се разговара касније."
PLAIN = "Say first what threatens you; everything else can be talked about later."


def uid_of(kind: str, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {number}"))


def slug_of(number: int) -> str:
    return f"town-{number:04}"


def name_of(number: int, name: str = "") -> dict[str, str]:
    return both(f"Град{name} {number}", f"Town{name} {number}")


def a_town(number: int, *, name: str = "", seats: int = 7) -> Snapshot:
    """A town with its team; the first few work on the portal."""
    slug = slug_of(number)
    summary: dict[str, Any] = {
        "uid": slug,
        "slug": slug,
        "name": name_of(number, name),
        "district": both("Округ", "District"),
        "lat": 42.3 + number % 40 / 10,
        "lon": 19.0 + number % 36 / 10,
        "on_portal": number < ON_PORTAL,
        "since": "2013",
    }
    team = {
        "uid": uid_of("team", number),
        "name": both(f"Локални тим {number}", f"Local team {number}"),
        "kind": "anti_trafficking",
        "since": "2013",
        "memorandum": "2013-10",
        "seats": seats,
        "sectors": ["education", "health", "police", "social_care"],
        "missing": ["civil_society", "local_government", "media", "prosecution"],
    }
    payload = summary | {
        "teams": [team],
        "baseline": None,
        "acknowledged": {"seats": seats, "confirmed": 0},
        **MET,
    }
    return Snapshot("municipality", slug, None, summary=summary, payload=payload)


def a_service(
    number: int,
    town: int | None,
    *,
    verified_on: date = TODAY,
    status: str = "running",
    areas: tuple[str, ...] = (),
) -> Snapshot:
    """A service of a town, or a national one."""
    payload = {
        "uid": uid_of("service", number),
        "name": both(f"Служба {number}", f"Service {number}"),
        "summary": both(LONG, PLAIN),
        "organisation": both(f"Тело {number}", f"Body {number}"),
        "sector": "social_care",
        "category": CATEGORIES[number % len(CATEGORIES)],
        "tier": "public",
        "specialised": number % 3 == 0,
        "groups": ["women", "men"],
        "contacts": [_phone(number)],
        "hours": both("8–16", "8 am to 4 pm"),
        "always_open": number % 2 == 0,
        "address": both(f"Улица {number}", f"Street {number}"),
        "area": None if town is None else slug_of(town),
        "areas": list(areas),
        "verified_on": verified_on.isoformat(),
        "verify_by": (verified_on + timedelta(days=180)).isoformat(),
        "status": status,
    } | dict.fromkeys(("languages", "cost"))
    return _of_service(payload | {"verified_by": [], "national_number": False})


def the_number(verified_on: date = TODAY, people: int = 2) -> Snapshot:
    """The national number, verified by so many people on a day."""
    said = {
        "uid": uid_of("service", -1),
        "category": "helpline",
        "national_number": True,
        "always_open": True,
        "tier": "area",
        "address": None,
        "verified_by": [[uid, verified_on.isoformat()] for uid in TWO_PEOPLE[:people]],
    }
    service = a_service(0, None, verified_on=verified_on)
    return _of_service(service.payload | said)


def _phone(number: int) -> dict[str, Any]:
    value = f"+381 000 {number % 1000:03} 000"
    return {"label": both("Дежурни", "On duty"), "kind": "phone", "value": value}


def _of_service(payload: dict[str, Any]) -> Snapshot:
    return Snapshot("service", payload["uid"], payload["area"], payload, payload)


def a_gap(number: int, town: int, **more: Any) -> Snapshot:
    """Somebody of the town looked and found none."""
    told = {
        "uid": uid_of("gap", number),
        "area": slug_of(town),
        "category": CATEGORIES[number % len(CATEGORIES)],
        "group": "men",
        "since": (TODAY - timedelta(days=20)).isoformat(),
        "need": both("Треба помоћ.", "Help is needed."),
        "owner": None,
        "team": both(f"Локални тим {town}", f"Local team {town}"),
    }
    told |= more
    return Snapshot("gap", told["uid"], told["area"], summary=told, payload=told)


def a_pathway(
    number: int,
    town: int,
    *,
    edition: int = 1,
    title: str = "",
    town_name: str = "",
    steps: int = STEPS,
    shared_with: tuple[int, ...] = (),
) -> Snapshot:
    """A pathway of a dozen steps, each naming a service of its town in turn."""
    summary: dict[str, Any] = {
        "uid": uid_of("pathway", number),
        "profile": "adult",
        "scope": "local",
        "title": both(f"Пут {number}{title}", f"Way {number}{title}"),
        "municipality": {"slug": slug_of(town), "name": name_of(town, town_name)},
        "withdrawn_on": None,
        "shared_with": [slug_of(other) for other in shared_with],
    }
    payload = summary | {
        "area": slug_of(town),
        "team": both(f"Локални тим {town}", f"Local team {town}"),
        "number": edition,
        "summary": both(LONG, PLAIN),
        **DAYS,
        "steps": [_step(at + 1, number, town, edition, steps) for at in range(steps)],
        "versions": _versions(number, edition),
    }
    return Snapshot("pathway", summary["uid"], slug_of(town), summary, payload)


def _versions(number: int, edition: int) -> list[dict[str, Any]]:
    """All up to the one in force; what those before it said is on no wall."""
    day = TODAY.isoformat()
    return [
        {
            "number": one,
            "uid": uid_of(f"version {one} of", number),
            "published_on": day,
            "superseded_on": None if one == edition else day,
            "withdrawn_on": None,
        }
        for one in range(edition, 0, -1)
    ]


def a_kept_version(number: int, town: int, edition: int = 1) -> Snapshot:
    """What a version said, under its own name."""
    told = a_pathway(number, town, edition=edition).payload
    uid = uid_of(f"version {edition} of", number)
    summary = {"uid": told["uid"], "number": edition}
    return Snapshot("pathway_version", uid, told["area"], summary, told)


def withdrawn(number: int, town: int) -> Snapshot:
    """What stays of a withdrawn pathway."""
    before = a_pathway(number, town)
    gone = {"withdrawn_on": TODAY.isoformat()}
    kept = (*before.summary, "area", "team", "versions")
    about = {name: before.payload[name] for name in kept}
    about["versions"] = [edition | gone for edition in about["versions"]]
    return Snapshot(
        before.kind, before.uid, before.area, before.summary | gone, about | gone
    )


def _step(at: int, number: int, town: int, edition: int, most: int) -> dict[str, Any]:
    last = at == most
    service = uid_of("service", town * SERVICES_OF_A_TOWN + at % SERVICES_OF_A_TOWN)
    return {
        "key": f"step{at}",
        "number": at,
        "kind": "end" if last else "action",
        "actor": both("Центар за социјални рад", "Centre for social work"),
        "action": both(f"Корак {at} пута {number}", f"Step {at} of way {number}"),
        "details": both(f"{LONG} {edition}", f"{PLAIN} {edition}"),
        "limit": {"value": 0, "unit": "hour"},
        "consent": "not_needed",
        "refuse": both(LONG, PLAIN),
        "night": both("Исто.", "The same."),
        "service": None if last else service,
        "next": []
        if last
        else [{"to": f"step{at + 1}", "number": at + 1, "condition": None}],
    }


def country(towns: int, pathways: int) -> Iterator[Snapshot]:
    """All that is public: every town has four services, pathways go round the towns."""
    yield the_number()
    for town in range(towns):
        yield a_town(town)
        for at in range(SERVICES_OF_A_TOWN):
            yield a_service(town * SERVICES_OF_A_TOWN + at, town)
    for number in range(pathways):
        yield a_pathway(number, number % towns)
