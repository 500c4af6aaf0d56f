"""By when the office decides as the second person, and when a review is due."""

from datetime import date, timedelta

OFFICE_WORKING_DAYS = 2
_FRIDAY = 5


def lies_ahead(review_by: date | None, today: date) -> bool:
    """Whether there is a day of review, and it has not come."""
    return review_by is not None and review_by > today


def office_decides_by(submitted: date) -> date:
    """Two working days after it was sent. Rule: domain.md, Referral pathways, *States*.

    Saturdays and Sundays do not count; holidays do, since no list of them is kept.
    """
    day, left = submitted, OFFICE_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= _FRIDAY
    return day
