"""Two people wrote at once: where two fillings of a form differ, field by field."""

from datetime import date
from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField

from portal.forms import DeskForm
from portal.languages import show_date


def differences(stands: DeskForm, sent: DeskForm) -> list[tuple[str, str, str]]:
    """(field, what stands, what was typed) wherever two fillings of a form differ."""
    pairs = [(stands[f.name], f) for f in sent if not isinstance(f, HiddenField)]
    said = [(str(one.label.text), _read(one), _read(other)) for one, other in pairs]
    return [row for row in said if row[1] != row[2]]


def _read(field: Any) -> str:
    """What a field holds, as a person reads it."""
    if isinstance(field, SelectField | SelectMultipleField):
        return ", ".join(str(c.label) for c in field.iter_choices() if c.selected)
    if isinstance(field.data, date):
        return show_date(field.data)
    return "" if field.data is None else str(field.data)
