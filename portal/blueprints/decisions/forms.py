"""Forms of decisions and of the actions that follow from them."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.blueprints.decisions.drafts import ActionDraft, DecisionDraft
from portal.careful import CarefulForm
from portal.domain.meetings import Method
from portal.domain.words import in_language
from portal.forms import (
    REQUIRED,
    DayField,
    coded,
    fill_words,
    line,
    options,
    passage,
)
from portal.languages import current
from portal.models import Activity, AgendaItem, Decision, Seat

_COUNTS = ("method", "votes_for", "votes_against", "abstained")


def _votes(text: Any) -> IntegerField:
    bounds = NumberRange(0, 500, _l("Enter a number from 0 to 500."))
    return IntegerField(text, validators=[Optional(), bounds])


def _named(words: Any) -> str:
    return in_language(words, current().code).text


class DecisionForm(CarefulForm):
    text = passage(
        _l("What was decided"),
        hint=_l("It may become public: no names, cases or stories."),
        required=True,
        most=1000,
    )
    text_en = passage(_l("In English"), most=1000)
    agenda_item = SelectField(_l("Under which item"), default="")
    method = RadioField(
        _l("How"), choices=coded("method", Method), default=Method.CONSENSUS.value
    )
    votes_for = _votes(_l("For"))
    votes_against = _votes(_l("Against"))
    abstained = _votes(_l("Abstained"))
    dissent = passage(
        _l("Dissent"), hint=_l("Who wants it noted, as a body."), most=600
    )
    dissent_en = passage(_l("Dissent, in English"), most=600)
    seen_version = HiddenField()

    def offer(self, points: Iterable[AgendaItem]) -> "DecisionForm":
        """Fill the choice of points of the agenda."""
        named = (
            (str(row.uid), f"{number}. {_named(row.title)}")
            for number, row in enumerate(points, start=1)
        )
        self.agenda_item.choices = options(named)
        return self

    @classmethod
    def of(cls, decision: Decision, **how: Any) -> "DecisionForm":
        """The form as the decision stands; what was sent goes before."""
        data: dict[str, Any] = {name: getattr(decision, name) for name in _COUNTS}
        fill_words(data, "text", decision.text)
        fill_words(data, "dissent", decision.dissent)
        point = decision.agenda_item
        data["agenda_item"] = str(point.uid) if point else ""
        data["seen_version"] = str(decision.row_version)
        return cls(data=data, **how)

    def draft(self) -> DecisionDraft:
        return DecisionDraft(
            text=self.words("text"),
            dissent=self.optional_words("dissent"),
            agenda_item=self.agenda_item.data or "",
            **{name: self[name].data for name in _COUNTS},
        )

    @property
    def seen(self) -> int:
        """The row version that the person saw; 0 for one that cannot be."""
        said = self.seen_version.data or ""
        return int(said) if said.isdecimal() else 0

    def differing(self, stands: "DecisionForm") -> list[tuple[Any, str, str]]:
        """(field, theirs, yours) wherever two fillings of the form differ."""
        names = ("text", "text_en", *_COUNTS, "dissent", "dissent_en", "agenda_item")
        pairs = ((self[name], _said(stands[name]), _said(self[name])) for name in names)
        return [(f.label.text, one, other) for f, one, other in pairs if one != other]


def _said(field: Any) -> str:
    if hasattr(field, "choices"):
        chosen = (c.label for c in field.iter_choices() if c.selected)
        return ", ".join(str(text) for text in chosen)
    said = "" if field.data is None else str(field.data)
    return said.replace("\r\n", "\n").strip()


class ActionForm(CarefulForm):
    text = line(_l("What is to be done"), most=300)
    text_en = line(_l("In English"), required=False, most=300)
    seat = SelectField(_l("Which seat does it"), validators=[InputRequired(REQUIRED)])
    due_on = DayField(
        _l("Due on"),
        description=_l("Leave it empty where it is open-ended."),
        validators=[Optional()],
    )
    decision = SelectField(_l("Follows from the decision"), default="")
    activity = SelectField(_l("Serves an activity of the plan"), default="")

    def offer(
        self,
        seats: Iterable[Seat],
        decisions: Iterable[Decision],
        activities: Iterable[Activity],
    ) -> "ActionForm":
        """Fill the choices of seats, decisions and activities."""
        self.seat.choices = options(
            (str(seat.uid), _named(seat.organisation.name)) for seat in seats
        )
        self.decision.choices = options(
            (str(row.uid), f"{row.number}/{row.year} {_named(row.text)[:80]}")
            for row in decisions
        )
        self.activity.choices = options(
            (str(row.uid), _named(row.title)) for row in activities
        )
        return self

    def draft(self) -> ActionDraft:
        return ActionDraft(
            text=self.words("text"),
            seat=self.seat.data or "",
            due_on=self.due_on.data,
            decision=self.decision.data or "",
            activity=self.activity.data or "",
        )
