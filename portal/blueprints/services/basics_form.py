"""The part of a record's form that every record needs: who, what, where and how."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
)
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from portal.blueprints.services.contact_form import (
    CONTACTS,
    CONTACTS_AT_MOST,
    ContactForm,
)
from portal.blueprints.services.inputs import IN_ENGLISH, NOBODY_SAID, Part, several
from portal.domain.places import point_of
from portal.domain.terms import TermKind
from portal.domain.words import in_language
from portal.forms import (
    REQUIRED,
    line,
    options,
    passage,
    term_choices,
)
from portal.labels import wording
from portal.languages import current
from portal.models import Organisation, Service

_TIERS = [
    SelectChoice(
        "public",
        _l("Exact place is public: everybody sees the town, the address and the map."),
    ),
    SelectChoice(
        "area",
        _l("Only the town is public: everybody sees the town, nobody an address."),
    ),
    SelectChoice(
        "confidential",
        _l(
            "Confidential: listed for the whole country, without town, address, web"
            " address or local number. Custodians alone read the exact place."
        ),
    ),
]


def _models(held: Iterable[str] = ()) -> list[SelectChoice]:
    return [NOBODY_SAID, *term_choices(TermKind.MODEL, held)]


class BasicsPart(Part):
    organisation = SelectField(
        _l("Who offers it"), validators=[InputRequired(REQUIRED)]
    )
    name = line(_l("Name of the service"), most=120)
    name_en = line(IN_ENGLISH, required=False, most=120)
    summary = passage(
        _l("What it does, in one or two sentences"), required=True, most=400
    )
    summary_en = passage(IN_ENGLISH, most=400)
    category = SelectField(
        _l("Kind of help"),
        choices=partial(term_choices, TermKind.CATEGORY),
        validators=[InputRequired(REQUIRED)],
    )
    model = SelectField(_l("How it helps"), choices=_models, validators=[Optional()])
    groups = several(_l("For whom"), partial(term_choices, TermKind.GROUP))
    specialised = BooleanField(_l("Made for trafficked persons"))
    tier = RadioField(
        _l("Who may know where it is"),
        description=_l(
            "A shelter, a safe house or a transition house is confidential."
        ),
        choices=_TIERS,
        validators=[DataRequired(REQUIRED)],
    )
    address = line(
        _l("Address"),
        hint=_l("Only where the exact place is public."),
        required=False,
        most=160,
    )
    address_en = line(IN_ENGLISH, required=False, most=160)
    coordinates = line(
        _l("Coordinates"),
        hint=_l(
            "As maps give them, for instance 42.5513, 21.9003. Only where the exact"
            " place is public."
        ),
        required=False,
        most=40,
    )
    contacts = FieldList(
        FormField(ContactForm), min_entries=CONTACTS, max_entries=CONTACTS_AT_MOST
    )
    cost = line(_l("What it costs"), required=False, most=120)
    cost_en = line(IN_ENGLISH, required=False, most=120)
    national_number = BooleanField(
        _l("This is the national number"),
        description=_l(
            "The number on every help page. Two persons verify it every 90 days."
        ),
    )
    seen_version = HiddenField(default="0")

    def offer_bodies(self, organisations: list[Organisation], *, office: bool) -> None:
        """Fill the choice of bodies; the office alone keeps the national number."""
        language = current().code
        named = (
            (str(row.uid), in_language(row.name, language).text)
            for row in organisations
        )
        self.organisation.choices = options(named)
        if not office:
            del self.national_number

    def offer_held(self, service: Service) -> None:
        """Offer what the office retired and the service still holds."""
        self.category.choices = term_choices(TermKind.CATEGORY, [service.category])
        self.model.choices = _models([service.model] if service.model else [])
        self.groups.choices = term_choices(TermKind.GROUP, service.groups)

    def validate_coordinates(self, field: Any) -> None:
        if field.data and point_of(field.data) is None:
            raise ValidationError(wording("no_point", {}))

    def basics(self) -> dict[str, Any]:
        """What the draft takes from here."""
        number = self._fields.get("national_number")
        lat, lon = point_of(self.coordinates.data or "") or (None, None)
        return {
            "organisation": self.organisation.data,
            "category": self.category.data,
            "model": self.model.data or None,
            "tier": self.tier.data,
            "specialised": self.specialised.data,
            "national_number": bool(number and number.data),
            "lat": lat,
            "lon": lon,
            "groups": tuple(self.groups.data or ()),
            "contacts": tuple(c.draft() for c in self.contacts if c.value.data),
            "name": self.words("name"),
            "summary": self.words("summary"),
        }

    @property
    def seen(self) -> int:
        """The row version that the person saw; 0 for one that cannot be."""
        said = self.seen_version.data or ""
        return int(said) if said.isdecimal() else 0
