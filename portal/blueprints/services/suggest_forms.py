"""Forms of suggestions: what a reader sees, to be corrected; and the decision on it."""

from datetime import date
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    SelectChoice,
    SelectMultipleField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from portal.blueprints.services.conditions_form import (
    ANSWERS,
    CONDITIONS,
    AnswersPart,
    ConditionsPart,
)
from portal.blueprints.services.contact_form import CONTACTS_AT_MOST, ContactForm
from portal.blueprints.services.hours_form import HoursPart, hours_data
from portal.blueprints.services.inputs import IN_ENGLISH, several
from portal.blueprints.services.means_form import (
    CAPACITY,
    SPEAKING,
    CapacityPart,
    SpeakingPart,
)
from portal.blueprints.services.said import FIELDS, said
from portal.domain.suggestions import NOT_OF_A_SHELTER
from portal.domain.terms import TermKind
from portal.forms import REQUIRED, DeskForm, fill_words, line, passage, term_choices
from portal.labels import wording

_TEXTS = (
    *("name", "summary", "hours", "languages", "cost", "documents", "address"),
    *("exclusions", "barrier"),
)
_PLAIN = ("always_open", *CONDITIONS, *ANSWERS, *SPEAKING, *CAPACITY)
MORE_CONTACTS = 1


class SuggestionForm(
    HoursPart, SpeakingPart, ConditionsPart, AnswersPart, CapacityPart
):
    """Filled with what the reader sees; what differs when it is sent is suggested."""

    name = line(FIELDS["name"], required=False, most=120)
    name_en = line(IN_ENGLISH, required=False, most=120)
    summary = passage(FIELDS["summary"], most=400)
    summary_en = passage(IN_ENGLISH, most=400)
    groups = several(FIELDS["groups"], partial(term_choices, TermKind.GROUP))
    contacts = FieldList(FormField(ContactForm), max_entries=CONTACTS_AT_MOST)
    cost = line(FIELDS["cost"], required=False, most=120)
    cost_en = line(IN_ENGLISH, required=False, most=120)
    address = line(FIELDS["address"], required=False, most=160)
    address_en = line(IN_ENGLISH, required=False, most=160)
    reason = passage(
        _l("How do you know it?"),
        hint=_l("For instance: I called the number today."),
        required=True,
        most=500,
    )
    seen_version = HiddenField(default="0")
    all_the_same = HiddenField()
    differing: list[tuple[str, Any, Any]] = []

    @classmethod
    def of(cls, seen: dict[str, Any], version: int, **how: Any) -> "SuggestionForm":
        """The form as somebody sees the record; what was sent goes before."""
        data: dict[str, Any] = {name: seen.get(name) for name in (*_PLAIN, "groups")}
        for name in _TEXTS:
            fill_words(data, name, seen.get(name))
        data |= hours_data(seen["schedule"])
        data["contacts"] = [_contact(row) for row in seen["contacts"]]
        data["capacity_on"] = _day(seen.get("capacity_on"))
        data["seen_version"] = str(version)
        form = cls(data=data, **how)
        form.groups.choices = term_choices(TermKind.GROUP, seen["groups"])
        form.offer_phases(seen["phases"])
        form.make_room(len(seen["contacts"]))
        form.leave_out(seen)
        return form

    def make_room(self, held: int) -> None:
        """One empty contact to go on with."""
        room = min(held + MORE_CONTACTS, CONTACTS_AT_MOST)
        while len(self.contacts) < room:
            self.contacts.append_entry()

    def leave_out(self, seen: dict[str, Any]) -> None:
        """What somebody does not see is not asked."""
        for name in ("address", *NOT_OF_A_SHELTER):
            if name not in seen:
                del self[name]
        if "address" not in seen:
            del self["address_en"]

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        for name in ("name", "summary"):
            if not self.words(name):
                said = wording("needs_english_or_serbian", {})
                self._fields[name].errors = [said]
        return right and not self.errors

    def holds(self, *names: str) -> bool:
        """Whether one of these was changed or is wrong: then its part is open."""
        return any(name in self and _is_changed(self[name]) for name in names)

    def said(self) -> dict[str, Any]:
        """What each field says, as JSON holds a draft of it."""
        texts = [name for name in _TEXTS if name in self._fields]
        told: dict[str, Any] = {name: self.optional_words(name) for name in texts}
        plain = [name for name in (*_PLAIN, "groups") if name in self._fields]
        told |= {name: _value(self._fields[name]) for name in plain}
        rows = [row.form for row in self.contacts if row.value.data]
        return told | {
            "schedule": self.schedule(),
            "contacts": [vars(row.draft()) for row in rows],
        }

    def wanted(self, prefilled: "SuggestionForm") -> dict[str, Any]:
        """What is said otherwise than in the form as it was given out."""
        before = prefilled.said()
        return {f: now for f, now in self.said().items() if now != before[f]}

    def asks_first(self) -> bool:
        """Whether a text that may tell a confidential place is asked about: once."""
        asked = self.all_the_same.data == "1"
        self.all_the_same.data = "1"
        return not asked

    def compare(self, stands: "SuggestionForm") -> None:
        """Set both texts side by side; sending again is then a decision."""
        theirs = stands.said()
        self.differing = [
            (str(FIELDS[name]), said(name, theirs[name]), said(name, mine))
            for name, mine in self.said().items()
            if mine != theirs[name]
        ]
        self.seen_version.data = stands.seen_version.data

    @property
    def seen(self) -> int:
        return version_of(self.seen_version)


def _is_changed(field: Any) -> bool:
    return bool(field.errors or (field.data or None) != (field.object_data or None))


def version_of(field: Any) -> int:
    """The row version that somebody saw; 0 for one that cannot be."""
    given = field.data or ""
    return int(given) if given.isdecimal() else 0


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _value(field: Any) -> Any:
    """What a field says; codes in the order in which they are offered."""
    if isinstance(field, SelectMultipleField):
        return [choice.value for choice in field.iter_choices() if choice.selected]
    said = field.data
    return said.isoformat() if isinstance(said, date) else said


def _contact(row: dict[str, Any]) -> dict[str, Any]:
    data = {name: row[name] for name in ("value", "kind", "audience")}
    fill_words(data, "purpose", row["label"])
    return data


class DecisionForm(DeskForm):
    """Which fields are taken over, and what the writer is told."""

    fields = SelectMultipleField(
        _l("Take over"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    answer = passage(
        _l("Answer to the writer"), hint=_l("Say why, if you decline."), most=500
    )
    seen_version = HiddenField(default="0")

    def offer(self, names: list[str]) -> "DecisionForm":
        self.fields.choices = [SelectChoice(name, str(FIELDS[name])) for name in names]
        return self

    def wants_answer(self) -> "DecisionForm":
        """Who declines says why."""
        self.answer.validators = [InputRequired(REQUIRED), *self.answer.validators[1:]]
        return self

    @property
    def seen(self) -> int:
        return version_of(self.seen_version)
