"""Two people wrote at once: where two fillings of a form differ, field by field."""

from collections.abc import Collection
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    HiddenField,
    SelectField,
    SelectMultipleField,
)

from portal.forms import DeskForm
from portal.languages import show_date

Rows = list[tuple[str, str, str]]


def differences(stands: DeskForm, sent: DeskForm, apart: Collection[str] = ()) -> Rows:
    """(field, what stands, what was typed) wherever two fillings of a form differ.

    Lists in it, and the fields `apart`, are for the form itself to compare.
    """
    fields = (f for f in sent if not isinstance(f, HiddenField | FieldList))
    pairs = [(stands[f.name], f) for f in fields if f.name not in apart]
    said = [(str(one.label.text), shown(one), shown(other)) for one, other in pairs]
    return [row for row in said if row[1] != row[2]]


def shown(field: Any) -> str:
    """What a field holds, as a person reads it."""
    if isinstance(field, SelectField | SelectMultipleField):
        return ", ".join(str(c.label) for c in field.iter_choices() if c.selected)
    if isinstance(field, BooleanField):
        return _("Yes") if field.data else _("No")
    if isinstance(field.data, date):
        return show_date(field.data)
    return "" if field.data is None else str(field._value())
