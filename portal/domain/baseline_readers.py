"""How a row of each file of the baseline becomes a fact."""

from dataclasses import dataclass, field

from portal.domain.baseline_facts import (
    Agreement,
    AgreementType,
    DimensionValue,
    Indicator,
    IndicatorKind,
    Level,
    Licence,
    Municipality,
    Objective,
    Organisation,
    Plan,
    PlanKind,
    Polarity,
    Service,
    Team,
    Unit,
    Value,
)
from portal.domain.baseline_rows import Row
from portal.domain.indicators import Absence
from portal.domain.places import Sector, TeamKind, Tier
from portal.domain.services import Category, Group

COUNTRY = "RS"
HIGHEST = {Unit.PERCENT: 100.0, Unit.YES_NO: 1.0}


@dataclass
class Known:
    """Keys read so far, by file; a file that could not be read refuses nobody."""

    keys: dict[str, set[str]] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    def check(self, row: Row, column: str, file: str, key: str | None) -> None:
        if key and key not in self.keys.get(file, {key}):
            row.refuse(column, "dangling", key)

    def reference(self, row: Row, column: str, file: str) -> str:
        key = row.text(column)
        self.check(row, column, file, key)
        return key

    def optional(self, row: Row, column: str, file: str) -> str | None:
        return self.reference(row, column, file) if row.optional(column) else None

    def parties(self, row: Row, column: str) -> tuple[str, ...]:
        """Keys of organisations, or `team:` and the key of a team."""
        parties = row.keys(column)
        for party in parties:
            file = "teams" if party.startswith("team:") else "organisations"
            self.check(row, column, file, party.removeprefix("team:"))
        return parties


def municipality(row: Row, known: Known) -> Municipality:
    return Municipality(
        slug=row.key("slug"),
        name=row.words("name"),
        district=row.words("district"),
        lat=row.number("lat", high=90),
        lon=row.number("lon", high=180),
        on_portal=row.flag("on_portal"),
        place_source=row.text("place_source"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def organisation(row: Row, known: Known) -> Organisation:
    return Organisation(
        key=row.key("key"),
        name=row.words("name"),
        aliases=row.keys("aliases"),
        sector=row.code("sector", Sector),
        municipality=known.optional(row, "municipality", "municipalities"),
        note=row.optional_words("note"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def team(row: Row, known: Known) -> Team:
    return Team(
        key=row.key("key"),
        municipality=known.optional(row, "municipality", "municipalities"),
        kind=row.code("kind", TeamKind),
        name=row.words("name"),
        since=row.day("since"),
        set_up_with=known.parties(row, "set_up_with"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def agreement(row: Row, known: Known) -> Agreement:
    row.text("parties")
    return Agreement(
        key=row.key("key"),
        parties=known.parties(row, "parties"),
        type=row.code("type", AgreementType),
        level=row.code("level", Level),
        name=row.words("name"),
        signed=row.optional_day("signed"),
        note=row.optional_words("note"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def service(row: Row, known: Known) -> Service:
    tier = row.code("tier", Tier)
    area = known.optional(row, "area", "municipalities")
    if tier == Tier.CONFIDENTIAL and area:
        row.refuse("area", "confidential_place", area)
    return Service(
        key=row.key("key"),
        organisation=known.reference(row, "organisation", "organisations"),
        name=row.words("name"),
        category=row.code("category", Category),
        tier=tier,
        groups=row.codes("groups", Group),
        area=area,
        specialised=row.flag("specialised"),
        licence=row.code("licence", Licence),
        note=row.optional_words("note"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def plan(row: Row, known: Known) -> Plan:
    return Plan(
        key=row.key("key"),
        kind=row.code("kind", PlanKind),
        name=row.words("name"),
        period=row.period("period"),
        adopted=row.day("adopted"),
        parent=known.optional(row, "parent", "plans"),
        note=row.optional_words("note"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def objective(row: Row, known: Known) -> Objective:
    return Objective(
        key=row.key("key"),
        plan=known.reference(row, "plan", "plans"),
        number=int(row.number("number", low=1)),
        name=row.words("name"),
        period=row.period("period"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def indicator(row: Row, known: Known) -> Indicator:
    key, unit = row.key("key"), row.code("unit", Unit)
    known.units[key] = unit
    return Indicator(
        key=key,
        code=row.optional("code") or None,
        name=row.words("name"),
        unit=unit,
        polarity=row.code("polarity", Polarity),
        kind=row.code("kind", IndicatorKind),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def dimension(row: Row, known: Known) -> DimensionValue:
    return DimensionValue(
        dimension=row.key("dimension"),
        value=row.key("value"),
        name=row.words("name"),
        dimension_name=row.words("dimension"),
    )


def value(row: Row, known: Known) -> Value:
    indicator = known.reference(row, "indicator", "indicators")
    absence = row.optional_code("absence", Absence)
    number = _number(row, known.units.get(indicator)) if row.optional("value") else None
    if bool(row.optional("value")) == bool(row.optional("absence")):
        row.refuse("value", "value_or_absence")
    area = row.text("area")
    if area != COUNTRY:
        known.check(row, "area", "municipalities", area)
    return Value(
        indicator=indicator,
        period=row.period("period"),
        area=area,
        breakdown=_breakdown(row, known),
        value=number,
        absence=absence,
        stated_total=row.flag("stated_total"),
        note=row.optional_words("note"),
        source=row.text("source"),
        as_of=row.day("as_of"),
    )


def _number(row: Row, unit: Unit | None) -> float:
    return row.number("value", high=HIGHEST.get(unit, float("inf")) if unit else 1e12)


def _breakdown(row: Row, known: Known) -> dict[str, str]:
    """Several `dimension=value`, all in dimensions.csv, no dimension twice."""
    pairs = row.keys("breakdown")
    for pair in pairs:
        known.check(row, "breakdown", "dimensions", pair)
    breakdown = {
        dimension: value
        for dimension, equals, value in (pair.partition("=") for pair in pairs)
        if equals
    }
    if len(breakdown) < len(pairs):
        row.refuse("breakdown", "bad_breakdown", "|".join(pairs))
    return breakdown
