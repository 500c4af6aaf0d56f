"""Two fillings of the form of a service, side by side."""

from flask_babel import lazy_gettext as _l
from wtforms import FieldList

from portal.blueprints.services.forms import ServiceForm
from portal.both import shown

LISTS = {"contacts": _l("Contacts"), "places": _l("Further places")}
_UNSEEN = ("csrf_token", "seen_version", "told_all_the_same")


def differences(stands: ServiceForm, sent: ServiceForm) -> list[tuple[str, str, str]]:
    """(field, what stands, what was typed) wherever two fillings of the form differ."""
    pairs = zip(_said(stands), _said(sent), strict=True)
    return [(name, one, other) for (name, one), (_, other) in pairs if one != other]


def _said(form: ServiceForm) -> list[tuple[str, str]]:
    said, about = [], ""
    for field in form:
        if field.name in _UNSEEN:
            continue
        if isinstance(field, FieldList):
            lines = "\n".join(filter(None, (entry.form.said() for entry in field)))
            said.append((str(LISTS[field.name]), lines))
            continue
        name = str(field.label.text)
        if field.name.endswith("_en"):
            name = f"{about}: {name}"
        else:
            about = name
        said.append((name, shown(field)))
    return said
