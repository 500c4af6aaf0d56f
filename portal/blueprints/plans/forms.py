"""Forms of plans: a plan, what stands in it, an activity, a reporting period."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row
from wtforms import (
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.blueprints.plans.drafts import ActivityDraft, PlanDraft
from portal.domain.plans import Part, Period
from portal.domain.words import in_language
from portal.forms import (
    REQUIRED,
    DayField,
    DeskForm,
    fill_words,
    line,
    options,
    passage,
)
from portal.languages import current
from portal.models import Activity, Organisation, Plan

_ENGLISH = _l("In English")
_YEAR = _l("Enter a year, for instance 2026.")
_TEXTS = ("title", "indicator", "beneficiaries", "precondition")


def day(text: Any, *, hint: Any = "", required: bool = True) -> Any:
    """A day; the browser's own calendar helps where it has one."""
    first = InputRequired(REQUIRED) if required else Optional()
    return DayField(text, description=hint, validators=[first])


def year(text: Any) -> Any:
    return IntegerField(
        text, validators=[InputRequired(REQUIRED), NumberRange(2000, 2100, _YEAR)]
    )


def read_in(words: Any) -> str:
    """User text as the reader gets it, for the options of a choice."""
    return in_language(words, current().code).text


class SeenForm(DeskForm):
    """A form that knows which version of the row its reader saw."""

    seen_version = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The row version that the person saw; 0 for one that cannot be."""
        said = self.seen_version.data or ""
        return int(said) if said.isdecimal() and len(said) < 10 else 0


class PlanForm(DeskForm):
    name = line(_l("Name of the plan"), most=160)
    name_en = line(_ENGLISH, required=False, most=160)
    first_year = year(_l("First year"))
    last_year = year(_l("Last year"))
    adopted = day(_l("Adopted on"), required=False)
    serves = SelectField(_l("Which plan it serves"))

    def offer(self, plans: list[Plan]) -> "PlanForm":
        """Fill the choice of national plans; the newest is preset."""
        named = [(str(row.uid), read_in(row.name)) for row in plans]
        self.serves.choices = options(named)
        if not self.is_submitted() and named:
            self.serves.data = named[0][0]
        return self

    def draft(self) -> PlanDraft:
        return PlanDraft(
            name=self.words("name"),
            first_year=self.first_year.data or 0,
            last_year=self.last_year.data or 0,
            adopted=self.adopted.data,
            serves=self.serves.data or None,
        )


class WordingForm(DeskForm):
    """The words of an objective or of a measure."""

    wording = passage(_l("Wording"), required=True, most=400)
    wording_en = passage(_ENGLISH, most=400)


def _bodies(text: Any, hint: Any = "") -> Any:
    return SelectMultipleField(
        text,
        description=hint,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class ActivityForm(SeenForm):
    title = line(_l("What is done"), most=200)
    title_en = line(_ENGLISH, required=False, most=200)
    responsible = _bodies(
        _l("Who carries it out"), _l("They report on it. Somebody else approves.")
    )
    partners = _bodies(_l("Partners"))
    starts_on = day(_l("Starts on"))
    deadline = day(
        _l("Deadline"),
        hint=_l("Leave it empty where it goes on without end."),
        required=False,
    )
    indicator = line(
        _l("How it is measured"),
        hint=_l("For instance: four trainings."),
        required=False,
    )
    indicator_en = line(_ENGLISH, required=False)
    beneficiaries = line(_l("For whom"), required=False)
    beneficiaries_en = line(_ENGLISH, required=False)
    precondition = line(
        _l("What must come first"),
        hint=_l("A law, a rule or money that it needs."),
        required=False,
    )
    precondition_en = line(_ENGLISH, required=False)
    serves = SelectField(_l("National measure that it serves"))

    def offer(
        self, bodies: Iterable[Organisation], measures: list[Row[Any]]
    ) -> "ActivityForm":
        """Fill the choices of bodies and of national measures."""
        named = [(str(row.uid), read_in(row.name)) for row in bodies]
        self.responsible.choices = self.partners.choices = list(dict.fromkeys(named))
        self.serves.choices = options(
            (str(m.uid), f"{m.objective}/{m.number} {read_in(m.wording)}")
            for m in measures
        )
        return self

    @classmethod
    def of(cls, activity: Activity, **how: Any) -> "ActivityForm":
        """The form as the activity stands; what was sent goes before."""
        data: dict[str, Any] = {
            "starts_on": activity.starts_on,
            "deadline": activity.deadline,
            "seen_version": str(activity.row_version),
            "serves": str(activity.serves.uid) if activity.serves else "",
            "responsible": _held(activity, Part.RESPONSIBLE),
            "partners": _held(activity, Part.PARTNER),
        }
        for name in _TEXTS:
            fill_words(data, name, getattr(activity, name))
        return cls(data=data, **how)

    def draft(self) -> ActivityDraft:
        return ActivityDraft(
            title=self.words("title"),
            responsible=tuple(self.responsible.data or ()),
            partners=tuple(self.partners.data or ()),
            starts_on=self.day("starts_on"),
            deadline=self.deadline.data,
            indicator=self.optional_words("indicator"),
            beneficiaries=self.optional_words("beneficiaries"),
            precondition=self.optional_words("precondition"),
            serves=self.serves.data or None,
        )


def _held(activity: Activity, part: Part) -> list[str]:
    return [str(row.organisation.uid) for row in activity.bodies if row.part == part]


class PeriodForm(DeskForm):
    starts_on = day(_l("From"))
    ends_on = day(_l("To"))
    opens_on = day(_l("Reports are written from"))
    due_on = day(_l("Due on"))
    locks_on = day(_l("Last day on which a report is taken"))

    def period(self) -> Period:
        names = ("starts_on", "ends_on", "opens_on", "due_on", "locks_on")
        days: dict[str, date] = {name: self.day(name) for name in names}
        return Period(**days)


class ReturnForm(DeskForm):
    reason = passage(_l("What should change"), required=True, most=1000)
