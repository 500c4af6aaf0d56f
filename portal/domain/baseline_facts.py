"""What the studies say about 2017 and before: places, bodies, agreements, figures."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.indicators import Absence
from portal.domain.places import Sector, TeamKind, Tier
from portal.domain.services import Category, Group

Words = dict[str, str]


class AgreementType(StrEnum):
    INFORMAL_COOPERATION = "informal_cooperation"
    MEMORANDUM = "memorandum"
    PROTOCOL = "protocol"
    AGREEMENT_ON_COOPERATION = "agreement_on_cooperation"
    REFERRAL_AGREEMENT = "referral_agreement"
    PARTNERSHIP = "partnership"


class Level(StrEnum):
    LOCAL = "local"
    NATIONAL = "national"


class Licence(StrEnum):
    NONE = "none"
    IN_PROCESS = "in_process"
    LICENSED = "licensed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class PlanKind(StrEnum):
    STRATEGY = "strategy"
    ACTION_PLAN = "action_plan"


class Unit(StrEnum):
    PERSON = "person"
    REFERRAL = "referral"
    CHARGE = "charge"
    MEETING = "meeting"
    TEAM = "team"
    DOCUMENT = "document"
    TRAINING = "training"
    PLACE = "place"
    EVENT = "event"
    PERCENT = "percent"
    EUR = "eur"
    YES_NO = "yes_no"


class Polarity(StrEnum):
    """Whether more is better; more cases found may be a success: neutral."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class IndicatorKind(StrEnum):
    OUTCOME = "outcome"
    CONTEXT = "context"
    GAP = "gap"
    TARGET = "target"


@dataclass(frozen=True)
class Municipality:
    slug: str
    name: Words
    district: Words
    lat: float
    lon: float
    on_portal: bool
    place_source: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Organisation:
    key: str
    name: Words
    aliases: tuple[str, ...]
    sector: Sector
    municipality: str | None
    note: Words | None
    source: str
    as_of: str


@dataclass(frozen=True)
class Team:
    key: str
    municipality: str | None
    kind: TeamKind
    name: Words
    since: str
    set_up_with: tuple[str, ...]
    source: str
    as_of: str


@dataclass(frozen=True)
class Agreement:
    """Parties are keys of organisations, or `team:` and the key of a team."""

    key: str
    parties: tuple[str, ...]
    type: AgreementType
    level: Level
    name: Words
    signed: str | None
    note: Words | None
    source: str
    as_of: str


@dataclass(frozen=True)
class Service:
    key: str
    organisation: str
    name: Words
    category: Category
    tier: Tier
    groups: tuple[Group, ...]
    area: str | None
    specialised: bool
    licence: Licence
    note: Words | None
    source: str
    as_of: str


@dataclass(frozen=True)
class Plan:
    key: str
    kind: PlanKind
    name: Words
    period: str
    adopted: str
    parent: str | None
    note: Words | None
    source: str
    as_of: str


@dataclass(frozen=True)
class Objective:
    key: str
    plan: str
    number: int
    name: Words
    period: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Indicator:
    """The code is the source's and may be shared by several; the key is ours."""

    key: str
    code: str | None
    name: Words
    unit: Unit
    polarity: Polarity
    kind: IndicatorKind
    source: str
    as_of: str


@dataclass(frozen=True)
class Value:
    """A figure as its source states it, or why there is none."""

    indicator: str
    period: str
    area: str
    breakdown: dict[str, str]
    value: float | None
    absence: Absence | None
    stated_total: bool
    note: Words | None
    source: str
    as_of: str


@dataclass(frozen=True)
class DimensionValue:
    dimension: str
    value: str
    name: Words
    dimension_name: Words
