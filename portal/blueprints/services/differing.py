"""Two fillings of the form of a service, side by side."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField

from portal.blueprints.services.forms import ServiceForm


def differences(stands: ServiceForm, sent: ServiceForm) -> list[tuple[str, str, str]]:
    """(field, what stands, what was typed) wherever two fillings of the form differ."""
    pairs = zip(_said(stands), _said(sent), strict=True)
    return [(name, one, other) for (name, one), (_, other) in pairs if one != other]


def _said(form: ServiceForm) -> list[tuple[str, str]]:
    said = []
    for field in form:
        if field.name in ("csrf_token", "seen_version"):
            continue
        if field.name == "contacts":
            lines = (
                " · ".join(filter(None, c.data.values())) for c in field if c.value.data
            )
            said.append((str(_l("Contacts")), "\n".join(lines)))
        else:
            said.append((str(field.label.text), _chosen(field)))
    return said


def _chosen(field: Any) -> str:
    if isinstance(field, SelectField | SelectMultipleField):
        return ", ".join(str(c.label) for c in field.iter_choices() if c.selected)
    if isinstance(field, BooleanField):
        return str(_l("yes") if field.data else _l("no"))
    return field.data or ""
