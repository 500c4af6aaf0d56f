"""The part of a record's form that says how to reach it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal.blueprints.services.drafts import ContactDraft
from portal.blueprints.services.inputs import IN_ENGLISH
from portal.domain.pathways import Audience
from portal.domain.services import ContactKind, is_contact
from portal.domain.words import typed
from portal.forms import REQUIRED, InnerForm, coded, fill_words, line
from portal.labels import wording
from portal.models import ServiceContact

CONTACTS = 3
CONTACTS_AT_MOST = 8


class ContactForm(InnerForm):
    """A post that answers; never a person's own number."""

    value = line(_l("Number or address"), required=False)
    kind = SelectField(
        _l("Kind"), choices=coded("contact_kind", ContactKind), default="phone"
    )
    audience = SelectField(
        _l("Who may see it"), choices=coded("audience", Audience), default="public"
    )
    purpose = line(_l("What for"), required=False, most=80)
    purpose_en = line(IN_ENGLISH, required=False, most=80)

    def validate(self, extra_validators: Any = None) -> bool:
        """A contact that is begun is whole, and its value fits its kind."""
        right = super().validate(extra_validators)
        value = self.value.data or ""
        purpose = self.purpose.data or self.purpose_en.data
        if value and not is_contact(self.kind.data, value):
            self.value.errors = [wording(f"no_{self.kind.data}", {})]
        elif purpose and not value:
            self.value.errors = [str(REQUIRED)]
        if value and not purpose:
            self.purpose.errors = [str(REQUIRED)]
        return right and not self.errors

    @property
    def is_begun(self) -> bool:
        return bool(self.value.data or self.purpose.data or self.purpose_en.data)

    def draft(self) -> ContactDraft:
        return ContactDraft(
            label=typed(self.purpose.data or "", self.purpose_en.data or ""),
            kind=self.kind.data,
            value=self.value.data,
            audience=self.audience.data,
        )

    def said(self) -> str:
        """It in one line, for two fillings side by side."""
        return " · ".join(filter(None, self.data.values())) if self.value.data else ""


def contact_data(contact: ServiceContact) -> dict[str, Any]:
    """The start values of one contact."""
    names = ("value", "kind", "audience")
    data = {name: getattr(contact, name) for name in names}
    fill_words(data, "purpose", contact.label)
    return data
