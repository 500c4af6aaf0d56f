"""What was written as HSDS is read back to the letter."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings

from portal.hsds import reading
from portal.hsds.opened import KEPT_BACK, TEXTS, opened
from tests.hsds.payloads import NUMBER, payloads
from tests.world import TODAY

Feeds = Callable[[Any], dict[str, dict[str, Any]]]
MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@MANY
@given(payload=payloads())
def test_feeds_of_three_languages_tell_the_whole_public_record(
    payload: dict[str, Any], feeds: Feeds
) -> None:
    told = opened(payload, TODAY, NUMBER)
    carried = json.loads(json.dumps(feeds(told)))
    assert reading.service(carried) == told


@MANY
@given(payload=payloads())
def test_one_feed_tells_all_but_the_other_languages(
    payload: dict[str, Any], feeds: Feeds
) -> None:
    told = opened(payload, TODAY, NUMBER)
    for language, written in feeds(told).items():
        read = reading.service({language: written})
        for name, said in told.items():
            if name in TEXTS:
                assert bool(read[name]) is bool(said), name
            elif name not in ("contacts", "places", "instead"):
                assert read[name] == said, name


@MANY
@given(payload=payloads())
def test_what_is_open_is_all_that_is_public(payload: dict[str, Any]) -> None:
    """A new public field has to be told in the open data too, or kept back by name."""
    told = opened(payload, TODAY, NUMBER)
    assert payload.keys() - told.keys() == KEPT_BACK
    assert opened(told | {"verified_by": []}, TODAY, NUMBER) == told
