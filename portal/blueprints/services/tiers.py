"""What everybody would see of a service under each tier, and what gives it away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.blueprints.services.snapshot import snapshot
from portal.domain.places import Tier
from portal.domain.services import names_town, place_hints
from portal.domain.words import LANGUAGES
from portal.models import Service


@dataclass(frozen=True)
class Preview:
    """What is told under a tier, and the fields that hold more than is told."""

    tier: str
    told: dict[str, Any]
    kept: list[str]
    hints: list[str]


def previews(service: Service, today: date) -> list[Preview]:
    """The public record under each of the three tiers, as the snapshot tells it."""
    return [_preview(service, tier, today) for tier in Tier]


def _preview(service: Service, tier: Tier, today: date) -> Preview:
    told = snapshot(service, today, tier=tier).payload
    most = snapshot(service, today, tier=Tier.PUBLIC).payload
    kept = [name for name, said in most.items() if said and told[name] != said]
    hidden = tier == Tier.CONFIDENTIAL
    return Preview(
        tier=tier.value,
        told=told,
        kept=[name for name in kept if name not in ("tier", "lon", "organisation_uid")],
        hints=_hints(service, told) if hidden else [],
    )


def towns_in(told: Mapping[str, Any]) -> set[str]:
    """The towns that a public record names, by their slugs."""
    further = (place["area"] for place in told["places"])
    return {*told["areas"], *further, told["area"]} - {None}


def hints(service: Service, today: date) -> list[str]:
    """What could tell the place of a confidential service in all that it publishes."""
    if service.tier != Tier.CONFIDENTIAL:
        return []
    return _hints(service, snapshot(service, today).payload)


def _hints(service: Service, told: dict[str, Any]) -> list[str]:
    texts = list(texts_of(told))
    town = service.municipality
    named = names_town(texts, town.name.values()) if town else []
    return list(dict.fromkeys([*place_hints(texts), *named]))


def texts_of(told: Any) -> Iterator[str]:
    """Every text in words that a public record holds, however deep."""
    if isinstance(told, Mapping):
        if told and set(told) <= set(LANGUAGES):
            yield from told.values()
            return
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from texts_of(one)
