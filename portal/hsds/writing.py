"""A public record in the standard's words, for the readers of one language."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from portal.domain.services import ContactKind, ServiceStatus
from portal.hsds import hours, ids, located
from portal.hsds.feed import Feed
from portal.hsds.opened import Opened
from portal.hsds.taxonomy import Hsds, Term, attribute
from portal.hsds.terms import terms

STATUSES = {
    ServiceStatus.RUNNING: "active",
    ServiceStatus.REDUCED: "active",
    ServiceStatus.SUSPENDED: "temporarily closed",
    ServiceStatus.CLOSED: "defunct",
}
_ELIGIBLE = {
    "groups": "group",
    "status_needed": "status_needed",
    "residence": "residence",
}


def service(told: Opened, feed: Feed) -> Hsds:
    """The whole record, with all that belongs to it inside."""
    return without_blanks(flat(told, feed) | _parts(told, feed))


def flat(told: Opened, feed: Feed) -> Hsds:
    """What the record says by itself, without what belongs to it."""
    uid, changed = told["uid"], feed.changed.get(told["uid"])
    firsts = {one["kind"]: one["value"] for one in reversed(told["contacts"])}
    return without_blanks(
        {
            "id": uid,
            "organization_id": body_id(told),
            "name": feed.say(told["name"]),
            "description": feed.say(told["summary"]),
            "url": firsts.get(ContactKind.WEB),
            "email": firsts.get(ContactKind.EMAIL),
            "status": STATUSES[ServiceStatus(told["status"])],
            "alert": _alert(told, feed),
            "interpretation_services": feed.label(
                "interpretation", told["interpretation"]
            ),
            "application_process": feed.label("accompaniment", told["accompaniment"]),
            "fees_description": feed.say(told["cost"]),
            "eligibility_description": _eligibility(told, feed),
            "minimum_age": told["age_from"],
            "maximum_age": told["age_to"],
            "licenses": feed.label("licence_state", told["licence_state"]),
            "assured_date": told["verified_on"],
            "last_modified": said_moment(changed) if changed else None,
        }
    )


def without_blanks(told: Hsds) -> Hsds:
    return {n: value for n, value in told.items() if value not in (None, "", [])}


def said_moment(moment: datetime) -> str:
    """To the millisecond, as the standard asks."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='milliseconds')}Z"


def _alert(told: Opened, feed: Feed) -> str | None:
    if told["status"] in (ServiceStatus.SUSPENDED, ServiceStatus.CLOSED):
        return feed.label("hsds", told["status"])
    return feed.label("hsds", "overdue") if told["overdue"] else None


def _eligibility(told: Opened, feed: Feed) -> str:
    said = [
        ", ".join(feed.label(kind, code) for code in told[name])
        for name, kind in _ELIGIBLE.items()
    ]
    said[0] = said[0] or feed.label("hsds", "anyone")
    said += [feed.label("dependants", told["dependants"]), feed.say(told["exclusions"])]
    return "; ".join(text for text in said if text)


def body_id(told: Opened) -> str:
    return told["organisation_uid"] or ids.part(told["uid"], "organization")


def organization(told: Opened, feed: Feed) -> Hsds:
    """Who offers it; one that would tell the place has neither name nor number."""
    name = feed.say(told["organisation"]) or feed.label("hsds", "unnamed")
    sector = told["sector"]
    found = [Term("sector", sector)] if sector else []
    return without_blanks(
        {
            "id": body_id(told),
            "name": name,
            "description": feed.label("sector", sector) or name,
            "attributes": [
                attribute(body_id(told), "organization", one, feed) for one in found
            ],
        }
    )


def _parts(told: Opened, feed: Feed) -> Hsds:
    uid = told["uid"]
    return {
        "organization": organization(told, feed),
        **_reach(told, feed),
        "schedules": _schedules(told, feed),
        "service_areas": located.areas(told, feed),
        "service_at_locations": located.locations(told, feed),
        "languages": _languages(told, feed),
        "cost_options": _once(uid, "cost", amount_description=feed.say(told["cost"])),
        "required_documents": _once(
            uid, "document", document=feed.say(told["documents"])
        ),
        "attributes": [
            attribute(uid, "service", one, feed) for one in terms(told, feed)
        ],
    }


def _reach(told: Opened, feed: Feed) -> Hsds:
    """Phones, letters and pages; each is of a post, never of a person."""
    return {
        "phones": [
            without_blanks(
                {"id": i, "number": one["value"], "type": "voice", "description": said}
            )
            for i, one, said in _of_kind(told, feed, ContactKind.PHONE)
        ]
        + _instead(told, feed),
        "contacts": [
            without_blanks({"id": i, "title": said, "email": one["value"]})
            for i, one, said in _of_kind(told, feed, ContactKind.EMAIL)
        ],
        "additional_urls": [
            without_blanks({"id": i, "label": said, "url": one["value"]})
            for i, one, said in _of_kind(told, feed, ContactKind.WEB)
        ],
    }


def _of_kind(
    told: Opened, feed: Feed, kind: str
) -> Iterable[tuple[str, dict[str, Any], str]]:
    found = [one for one in told["contacts"] if one["kind"] == kind]
    named = ids.told_apart(told["uid"], kind, [one["value"] for one in found])
    return [
        (i, one, feed.say(one["label"])) for i, one in zip(named, found, strict=True)
    ]


def _instead(told: Opened, feed: Feed) -> list[Hsds]:
    """The national number, marked as lent."""
    lent = told["instead"]
    if lent is None:
        return []
    uid = told["uid"]
    phone = {
        "id": ids.part(uid, "instead"),
        "number": lent["value"],
        "type": "voice",
        "description": feed.say(lent["label"]),
        "attributes": [attribute(uid, "phone", Term("record", "instead"), feed)],
    }
    return [without_blanks(phone)]


def _schedules(told: Opened, feed: Feed) -> list[Hsds]:
    uid, since, schedule = told["uid"], told["verified_on"], told["schedule"]
    found = hours.weekly(uid, schedule["week"], since) if schedule else []
    if told["always_open"]:
        found.append(hours.every_day(uid, since, feed.label("hsds", "always")))
    words = feed.say(told["hours"])
    if words:
        found.append({"id": ids.part(uid, "schedule", "hours"), "description": words})
    return found


def _languages(told: Opened, feed: Feed) -> list[Hsds]:
    uid = told["uid"]
    found = [
        {
            "id": ids.part(uid, "language", code),
            "code": code,
            "name": feed.label("spoken", code),
        }
        for code in told["spoken"]
    ]
    return found + _once(uid, "language", note=feed.say(told["languages"]))


def _once(uid: str, kind: str, **said: str) -> list[Hsds]:
    """A part that there is once, with one text; none where nothing is said."""
    return [{"id": ids.part(uid, kind), **said}] if all(said.values()) else []
