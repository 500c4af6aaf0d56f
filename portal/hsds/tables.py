"""Records taken apart into the standard's tables, and put together again."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from portal.hsds.taxonomy import Hsds

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Table(NamedTuple):
    """A table of the standard: its file, and its columns with their types.

    `blank`: columns that the standard wants and that may be empty.
    """

    file: str
    columns: dict[str, str]
    blank: tuple[str, ...] = ()


class Inside(NamedTuple):
    """Parts of a record: under which name, from which table, and their parent's key."""

    name: str
    table: str
    parent: str
    one: bool = False


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "string")


# The standard's columns that we tell, in its order. What ends in "_id" links tables.
TABLES = {
    "organization": Table("organizations.csv", _texts("id", "name", "description")),
    "service": Table(
        "services.csv",
        _texts("id", "organization_id", "name", "description", "url", "email")
        | _texts("status", "interpretation_services", "application_process")
        | _texts("fees_description", "eligibility_description")
        | {"minimum_age": "number", "maximum_age": "number", "assured_date": "date"}
        | _texts("licenses", "alert")
        | {"last_modified": "datetime"},
    ),
    "service_at_location": Table(
        "service_at_location.csv", _texts("id", "service_id", "location_id")
    ),
    "location": Table(
        "locations.csv",
        _texts("id", "location_type", "name")
        | {"latitude": "number", "longitude": "number"},
    ),
    "phone": Table(
        "phones.csv", _texts("id", "service_id", "number", "type", "description")
    ),
    "contact": Table("contacts.csv", _texts("id", "service_id", "title", "email")),
    "url": Table("url.csv", _texts("id", "label", "url", "service_id")),
    "address": Table(
        "addresses.csv",
        _texts("id", "location_id", "address_1", "city", "state_province")
        | _texts("postal_code", "country", "address_type"),
        blank=("city", "state_province", "postal_code"),
    ),
    "schedule": Table(
        "schedules.csv",
        _texts("id", "service_id")
        | {"valid_from": "date"}
        | _texts("wkst", "freq", "byday", "description")
        | {"opens_at": "time", "closes_at": "time"},
    ),
    "service_area": Table("service_areas.csv", _texts("id", "service_id", "name")),
    "required_document": Table(
        "required_documents.csv", _texts("id", "service_id", "document")
    ),
    "language": Table(
        "languages.csv", _texts("id", "service_id", "name", "code", "note")
    ),
    "accessibility": Table(
        "accessibility.csv", _texts("id", "location_id", "description")
    ),
    "cost_option": Table(
        "cost_options.csv", _texts("id", "service_id", "amount_description")
    ),
    "attribute": Table(
        "attributes.csv",
        _texts("id", "link_id", "taxonomy_term_id", "link_type", "link_entity")
        | _texts("value"),
    ),
    "taxonomy": Table("taxonomies.csv", _texts("id", "name", "description")),
    "taxonomy_term": Table(
        "taxonomy_terms.csv",
        _texts("id", "code", "name", "description", "taxonomy", "language")
        | _texts("taxonomy_id"),
    ),
}
INSIDE = {
    "service": (
        Inside("phones", "phone", "service_id"),
        Inside("contacts", "contact", "service_id"),
        Inside("additional_urls", "url", "service_id"),
        Inside("schedules", "schedule", "service_id"),
        Inside("service_areas", "service_area", "service_id"),
        Inside("service_at_locations", "service_at_location", "service_id"),
        Inside("languages", "language", "service_id"),
        Inside("cost_options", "cost_option", "service_id"),
        Inside("required_documents", "required_document", "service_id"),
    ),
    "location": (
        Inside("addresses", "address", "location_id"),
        Inside("accessibility", "accessibility", "location_id"),
    ),
}
# A part that stands in a table once, and that its holder names by its key.
NAMED = {
    "service": ("organization", "organization", "organization_id"),
    "service_at_location": ("location", "location", "location_id"),
    "attribute": ("taxonomy_term", "taxonomy_term", "taxonomy_term_id"),
}
# Whose holder has no column for them in the standard.
NO_COLUMN = frozenset({"organization", "location", "taxonomy_term"})
_LINKED = frozenset(TABLES) - {"attribute", "taxonomy_term", "taxonomy"}


def apart(services: Iterable[Hsds], taxonomies: Iterable[Hsds]) -> Tables:
    """The rows of every table; a thing that many records name stands there once."""
    tables: Tables = {name: [] for name in TABLES}
    tables["taxonomy"] += taxonomies
    seen: set[str] = set()
    for service in services:
        _take(tables, seen, "service", service)
    return tables


def _take(tables: Tables, seen: set[str], table: str, thing: Hsds) -> None:
    if table in NO_COLUMN:
        if thing["id"] in seen:
            return
        seen.add(thing["id"])
    tables[table].append({n: thing[n] for n in TABLES[table].columns if n in thing})
    if table in NAMED:
        name, other, key = NAMED[table]
        tables[table][-1][key] = thing[name]["id"]
        _take(tables, seen, other, thing[name])
    for part in INSIDE.get(table, ()):
        for one in thing.get(part.name, ()):
            _take(tables, seen, part.table, one | {part.parent: thing["id"]})
    link = {"link_id": thing["id"], "link_entity": table}
    for one in thing.get("attributes", ()):
        _take(tables, seen, "attribute", one | link)


def together(tables: Mapping[str, list[Row]]) -> list[Hsds]:
    """The services with all that belongs to them inside again."""
    linked = _by(tables.get("attribute", ()), "link_id")
    named = {
        table: {row.get("id", ""): row for row in tables.get(table, ())}
        for table in NO_COLUMN
    }
    grouped = {
        (part.table, part.parent): _by(tables.get(part.table, ()), part.parent)
        for parts in INSIDE.values()
        for part in parts
    }
    joined = Joined(linked, named, grouped)
    return [joined.whole("service", row) for row in tables.get("service", ())]


class Joined(NamedTuple):
    """Rows by what they belong to."""

    linked: dict[str, list[Row]]
    named: dict[str, dict[str, Row]]
    grouped: dict[tuple[str, str], dict[str, list[Row]]]

    def whole(self, table: str, row: Row) -> Hsds:
        """A row with its parts; a part that is named but not there is left out."""
        thing = dict(row)
        for part in INSIDE.get(table, ()):
            found = self.grouped[part.table, part.parent].get(row.get("id", ""), ())
            thing[part.name] = [self._part(part, one) for one in found]
        if table in NAMED:
            name, other, key = NAMED[table]
            found_one = self.named[other].get(row.get(key, ""))
            if found_one is not None:
                thing[name] = self.whole(other, found_one)
        # Of a term there are none: two that name each other would never end.
        linked = self.linked.get(row.get("id", ""), ()) if table in _LINKED else ()
        thing["attributes"] = [self._attribute(one) for one in linked]
        return {name: value for name, value in thing.items() if value != []}

    def _part(self, part: Inside, row: Row) -> Hsds:
        thing = self.whole(part.table, row)
        del thing[part.parent]
        return thing

    def _attribute(self, row: Row) -> Hsds:
        thing = self.whole("attribute", row)
        return {n: v for n, v in thing.items() if n not in ("link_id", "link_entity")}


def _by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.get(key):
            found.setdefault(row[key], []).append(row)
    return found
