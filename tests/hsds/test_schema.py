"""What we write conforms to the standard's own schemas, where they are at hand."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings

from portal.domain.words import LANGUAGES
from portal.hsds.opened import opened
from tests.hsds import standard
from tests.hsds.payloads import NUMBER, payloads
from tests.told import Tell
from tests.world import TODAY

Writer = Callable[[Any, str], dict[str, Any]]


def test_services_conform_to_the_standard(written: Writer, tell: Tell) -> None:
    if standard.folder() is None:
        tell(standard.ABSENT)
        return
    seen = [0]

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(payload=payloads())
    def conform(payload: dict[str, Any]) -> None:
        told = opened(payload, TODAY, NUMBER)
        for language in LANGUAGES:
            service = written(told, language)
            assert standard.faults("service", service) == []
            assert standard.faults("organization", service["organization"]) == []
            for at in service.get("service_at_locations", ()):
                assert standard.faults("service_at_location", at) == []
            seen[0] += 1

    conform()
    tell(f"{seen[0]} services conform to HSDS 3.1")


def test_schema_would_find_a_fault(written: Writer) -> None:
    if standard.folder() is None:
        return
    assert standard.faults("service", {"id": "x", "name": "N"}) != []
    uid = "5e0c2f4e-8a1b-4f53-9b7d-3e5a1c9d7f20"
    wrong = {"id": uid, "name": "N", "status": "active", "naem": "N"}
    assert standard.faults("service", wrong) == [
        "service/naem: the standard has no such field"
    ]
