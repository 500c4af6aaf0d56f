"""Kinds of fields that the forms of services share."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.domain.words import in_language
from portal.forms import DayField, DeskForm, coded
from portal.languages import current
from portal.models import Municipality

IN_ENGLISH = _l("In English")
NOBODY_SAID = SelectChoice("", _l("Nobody said"))


def several(text: Any, choices: Any = (), *, hint: Any = "") -> Any:
    """Any number of boxes to tick."""
    return SelectMultipleField(
        text,
        description=hint,
        choices=choices,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def one_of(text: Any, kind: str, codes: Iterable[str], *, hint: Any = "") -> Any:
    """One code or none: nothing is said until somebody says it."""
    return SelectField(
        text,
        description=hint,
        choices=[NOBODY_SAID, *coded(kind, codes)],
        filters=[_or_none],
        validators=[Optional()],
    )


def day(text: Any, *, hint: Any = "") -> Any:
    """A day that may be left out."""
    return DayField(text, description=hint, validators=[Optional()])


def number(text: Any, *, hint: Any = "") -> Any:
    """A whole number that may be left out."""
    return IntegerField(text, description=hint, validators=[Optional()])


def _or_none(said: str | None) -> str | None:
    return said or None


def town_choices(towns: Iterable[Municipality]) -> list[SelectChoice]:
    """Towns in the reader's language, by the alphabet."""
    language = current().code
    named = [(in_language(town.name, language).text, town.slug) for town in towns]
    return [SelectChoice(slug, name) for name, slug in sorted(named)]


class Part(DeskForm):
    """A part of a record's form, which may stand in a form without the others."""

    def holds(self, *names: str) -> bool:
        """Whether one of these fields holds something or is wrong."""
        return any(name in self and is_filled(self[name]) for name in names)


def is_filled(field: Any) -> bool:
    """Whether a field holds something, or something is wrong with it."""
    if hasattr(field, "entries"):
        return any(is_filled(entry) for entry in field.entries)
    if hasattr(field, "form"):
        return bool(field.form.is_begun or field.errors)
    said = field.data
    return bool(field.errors or said or (said == 0 and said is not False))
