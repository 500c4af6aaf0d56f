"""Sessions end, sign-in slows down, roles ask for a second factor."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.people import (
    Role,
    needs_second_factor,
    session_is_open,
    wait_after,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "seen", "is_open"),
    [
        (timedelta(minutes=1), timedelta(minutes=1), True),
        (timedelta(hours=11), timedelta(minutes=29), True),
        (timedelta(hours=1), timedelta(minutes=30), False),
        (timedelta(hours=12), timedelta(minutes=1), False),
    ],
)
def test_a_session_ends_idle_or_old(
    started: timedelta, seen: timedelta, is_open: bool
) -> None:
    found = session_is_open(started=NOW - started, seen=NOW - seen, now=NOW)
    assert found is is_open


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (8, 240), (40, 3600)]
)
def test_failures_in_a_row_make_people_wait(failures: int, seconds: int) -> None:
    assert wait_after(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize("role", ["coordinator", "approver", "office", "administrator"])
def test_who_can_change_what_is_public_needs_a_second_factor(role: str) -> None:
    assert needs_second_factor(frozenset({Role.MEMBER, Role(role)}))


def test_a_member_and_an_observer_do_not() -> None:
    assert not needs_second_factor(frozenset({Role.MEMBER, Role.OBSERVER}))
