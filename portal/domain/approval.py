"""By when the office decides as the second person."""

from datetime import date, timedelta

OFFICE_WORKING_DAYS = 2
_FRIDAY = 5


def office_decides_by(submitted: date) -> date:
    """Two working days after it was sent. Rule: domain.md, Referral pathways, *States*.

    Saturdays and Sundays do not count; holidays do, since no list of them is kept.
    """
    day, left = submitted, OFFICE_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= _FRIDAY
    return day
