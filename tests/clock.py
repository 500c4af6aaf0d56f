"""A clock that stands still until a test moves it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Clock:
    """Tells the time when called, always in UTC."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    @property
    def today(self) -> date:
        """The day in Belgrade; the clock starts at eleven in the morning there."""
        return self.now.astimezone(ZoneInfo("Europe/Belgrade")).date()

    def move(self, **how_far: float) -> None:
        """Go forward, for instance by `days=1, minutes=5`."""
        self.now += timedelta(**how_far)
