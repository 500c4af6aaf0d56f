"""Reads of indicators and plans, and how a source is named in two languages."""

import re

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.db import db
from portal.domain.words import CYRILLIC, ENGLISH
from portal.models import Indicator, IndicatorValue, Plan

_SOURCE_WORDS = {
    "Baseline study": "Основна студија",
    "Re/integration study": "Студија о (ре)интеграцији",
    "Summer school report": "Извештај летње школе",
    "fieldwork": "терен",
    "footnote": "фуснота",
    "table": "табела",
    "annex": "прилог",
    "and": "и",
}
_KNOWN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _SOURCE_WORDS))})(?!\w)")


def source_words(source: str) -> dict[str, str]:
    """A source of the baseline in English, as it is stored, and in Serbian."""
    serbian = _KNOWN.sub(lambda match: _SOURCE_WORDS[match[0]], source)
    return {ENGLISH: source} | ({CYRILLIC: serbian} if serbian != source else {})


def indicators() -> list[Indicator]:
    """Every indicator with its values and their towns, in the order of the files."""
    return list(
        db.session.scalars(
            select(Indicator)
            .options(
                selectinload(Indicator.values).joinedload(IndicatorValue.municipality)
            )
            .order_by(Indicator.id)
        )
    )


def plans() -> list[Plan]:
    """The strategies and plans that a source names, each with its objectives."""
    return list(
        db.session.scalars(
            select(Plan)
            .options(selectinload(Plan.objectives))
            .where(Plan.source.is_not(None))
            .order_by(Plan.id)
        )
    )
