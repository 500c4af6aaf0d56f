"""The part of a record's form that says when it is open."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import ValidationError

from portal.blueprints.services.inputs import IN_ENGLISH, Part, one_of
from portal.domain.schedule import WEEKDAYS, Holidays, NoHours, intervals
from portal.domain.week import said_week, week_of
from portal.forms import line
from portal.labels import LABELS, wording

_DAY = LABELS["weekday"]
DAYS = [f"day_{day}" for day in WEEKDAYS]


def _hours_of(field: Any) -> None:
    """A line that can be read as hours; what cannot is named."""
    try:
        intervals(field.data or "")
    except NoHours:
        raise ValidationError(wording("no_hours", {"said": field.data})) from None


def _hours(text: Any, hint: Any = "") -> Any:
    return line(text, hint=hint, required=False, most=60)


class HoursPart(Part):
    """The week in one line, and a line for each day that differs."""

    always_open = BooleanField(_l("Open day and night, every day"))
    working_days = _hours(
        _l("Hours on working days"),
        _l("For instance 8–16, or 8–12, 17:30–20. Leave it empty if nobody said."),
    )
    day_1 = _hours(_DAY["1"])
    day_2 = _hours(_DAY["2"])
    day_3 = _hours(_DAY["3"])
    day_4 = _hours(_DAY["4"])
    day_5 = _hours(_DAY["5"])
    day_6 = _hours(_DAY["6"])
    day_7 = _hours(_DAY["7"])
    holidays = one_of(_l("On public holidays"), "holidays", Holidays)
    by_appointment = BooleanField(_l("By appointment"))
    hours = line(
        _l("Remark about the hours"),
        hint=_l("What the lines above cannot say."),
        required=False,
        most=120,
    )
    hours_en = line(IN_ENGLISH, required=False, most=120)

    def validate(self, extra_validators: Any = None) -> bool:
        for name in ("working_days", *DAYS):
            more = (*(extra_validators or {}).get(name, ()), _reads)
            extra_validators = {**(extra_validators or {}), name: more}
        return bool(super().validate(extra_validators))

    def schedule(self) -> dict[str, Any] | None:
        """The week as it is kept; None where nobody said anything."""
        lines = {name[-1]: self._fields[name].data or "" for name in DAYS}
        said = {
            "week": week_of(self.working_days.data or "", lines),
            "holidays": self.holidays.data,
            "by_appointment": self.by_appointment.data,
        }
        return said if any(said.values()) else None


def _reads(form: Any, field: Any) -> None:
    _hours_of(field)


def hours_data(schedule: dict[str, Any] | None) -> dict[str, Any]:
    """The start values of the lines of the week."""
    if not schedule:
        return {}
    working, days = said_week(schedule["week"])
    lines = {f"day_{day}": said for day, said in days.items()}
    names = ("holidays", "by_appointment")
    return lines | {"working_days": working} | {n: schedule[n] for n in names}
