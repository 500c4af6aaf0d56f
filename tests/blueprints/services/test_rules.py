from typing import Any

import pytest

from portal.domain.services import is_contact, is_geographic, narrows, place_hints

WEEK = {"week": {"1": [["08:00", "16:00"]]}, "holidays": None, "by_appointment": False}
PUBLIC = {
    "tier": "public",
    "status": "running",
    "area": "vranje",
    "address": {"en": "Invented 1"},
    "contacts": [{"value": "1"}, {"value": "2"}],
    "groups": ["women", "men"],
    "name": {"en": "Advice"},
    "always_open": True,
    "verify_by": "2026-12-01",
    "schedule": WEEK,
    "areas": ["subotica"],
    "nationwide": False,
    "places": [{"uid": "a", "tier": "public"}],
    "capacity": 6,
    "capacity_on": "2026-11-01",
    "age_from": 14,
    "age_to": 18,
    "accessible": "no",
    "barrier": {"en": "No doctor"},
    "exclusions": None,
    "spoken": ["sr", "sq"],
    "interpretation": "on_request",
    "model": "office",
    "licence_state": "licensed",
}


@pytest.mark.parametrize(
    ("phone", "tells"),
    [
        ("+381 17 421 000", True),
        ("017/421-000", True),
        ("421 000", True),
        ("+387 33 200 200", True),
        ("0800 100 100", False),
        ("+381 64 123 4567", False),
        ("116 111", False),
        ("+381 000 000 001", False),
    ],
)
def test_local_number_tells_a_town(phone: str, tells: bool) -> None:
    assert is_geographic(phone) is tells


@pytest.mark.parametrize(
    "said",
    [
        "Улица кнеза Милоша",
        "u ulici Cvetnoj",
        "Цветна 12",
        "42.55139, 21.90028",
        "Main Street",
        "Село бб",
    ],
)
def test_words_that_lead_to_a_place_are_found(said: str) -> None:
    assert place_hints([said])


@pytest.mark.parametrize(
    "said", ["Прима жене са децом, 24 сата.", "Six places, since 2018.", "Разговор"]
)
def test_plain_words_lead_nowhere(said: str) -> None:
    assert place_hints([said]) == []


@pytest.mark.parametrize(
    ("change", "less"),
    [
        ({}, True),
        ({"verify_by": "2027-05-01"}, True),
        ({"contacts": [{"value": "2"}]}, True),
        ({"contacts": [{"value": "3"}]}, False),
        ({"groups": ["men"]}, True),
        ({"groups": ["girls"]}, False),
        ({"status": "closed"}, True),
        ({"tier": "area", "address": None}, True),
        ({"tier": "confidential", "address": None, "area": None}, True),
        ({"area": None}, False),
        ({"name": {"en": "Other"}}, False),
        ({"always_open": False}, True),
        ({"schedule": None}, True),
        ({"schedule": WEEK | {"by_appointment": True}}, False),
        ({"areas": []}, True),
        ({"areas": ["subotica", "nis"]}, False),
        ({"nationwide": True}, False),
        ({"places": []}, True),
        ({"places": [{"uid": "a", "tier": "area"}]}, False),
        ({"capacity": None, "capacity_on": None}, True),
        ({"capacity": 0}, False),
        ({"capacity_on": "2026-12-01"}, False),
        ({"age_from": 0}, False),
        ({"age_to": None}, True),
        ({"accessible": "yes"}, False),
        ({"barrier": None}, True),
        ({"exclusions": {"en": "Nobody"}}, False),
        ({"spoken": ["sr"]}, True),
        ({"interpretation": "there"}, False),
        ({"model": None, "licence_state": None}, True),
        ({"model": "mobile"}, False),
    ],
)
def test_public_record_narrows_when_it_says_less(
    change: dict[str, Any], less: bool
) -> None:
    assert narrows(PUBLIC, PUBLIC | change) is less


def test_opening_again_is_no_narrowing() -> None:
    assert not narrows(PUBLIC | {"status": "closed"}, PUBLIC)


@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [
        ("phone", "+381 (0)11 123-456", True),
        ("phone", "javascript:alert(1)", False),
        ("email", "a@portal.example", True),
        ("email", "a@b", False),
        ("web", "https://portal.example/", True),
        ("web", "javascript:alert(1)", False),
    ],
)
def test_contact_fits_its_kind(kind: str, value: str, right: bool) -> None:
    assert is_contact(kind, value) is right
