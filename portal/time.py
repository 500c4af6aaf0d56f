"""The clock of the running app; rules get the time as an argument."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app

ZONE = ZoneInfo("Europe/Belgrade")


def utc_now() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """The moment, in UTC."""
    return current_app.config["CLOCK"]()


def today() -> date:
    """The day in Belgrade."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in Belgrade on which a moment falls."""
    return moment.astimezone(ZONE).date()


def end_of(day: date) -> datetime:
    """The last moment of a day in Belgrade."""
    begins = datetime.combine(day + timedelta(days=1), time(), ZONE)
    return begins.astimezone(UTC) - timedelta(microseconds=1)
