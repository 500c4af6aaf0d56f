"""How the tests of loading load, and what they read afterwards."""

from typing import Any

from sqlalchemy import func, select

from portal.blueprints.pathways import queries
from portal.config import CONTENT
from portal.db import Base, begin_write, db
from portal.domain.baseline import Baseline
from portal.loading.baseline import load_baseline
from portal.loading.rows import Counts
from portal.models import (
    Indicator,
    IndicatorValue,
    Municipality,
    Pathway,
    PathwayVersion,
    Person,
    Published,
)
from tests.clock import START

FILES = CONTENT / "baseline-2017"
FACTS = 279


def load(baseline: Baseline) -> Counts:
    begin_write()
    counts = load_baseline(baseline, START)
    db.session.commit()
    return counts


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table))]
        for table in Base.metadata.sorted_tables
    }


def how_many(model: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def ever_public() -> list[Published]:
    """Everything that is or was public."""
    return list(db.session.scalars(select(Published).order_by(Published.id)))


def public(kind: str) -> dict[str, Any]:
    """What is public now, by uid."""
    rows = (row for row in ever_public() if row.kind == kind and row.valid_to is None)
    return {row.uid: row.payload for row in rows}


def versions(profile: str) -> list[PathwayVersion]:
    """The versions for a profile, loaded as the desk loads them."""
    uids = db.session.scalars(
        select(PathwayVersion.uid)
        .join(PathwayVersion.pathway)
        .where(Pathway.profile == profile)
    )
    return [version for uid in uids if (version := queries.version(uid))]


def people() -> dict[str, Person]:
    return {row.email.split("@")[0]: row for row in db.session.scalars(select(Person))}


def figures(key: str, period: str, town: str | None = None) -> list[IndicatorValue]:
    area = Municipality.slug == town if town else Municipality.id.is_(None)
    return list(
        db.session.scalars(
            select(IndicatorValue)
            .join(Indicator)
            .outerjoin(IndicatorValue.municipality)
            .where(Indicator.key == key, IndicatorValue.period == period, area)
            .order_by(IndicatorValue.id)
        )
    )
