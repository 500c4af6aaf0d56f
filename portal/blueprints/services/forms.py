"""Forms of services: the record, its status, its exact place and who may read that."""

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.blueprints.services.drafts import ContactDraft, ServiceDraft
from portal.domain.pathways import Audience
from portal.domain.places import point_of, said_point
from portal.domain.services import (
    ContactKind,
    ServiceStatus,
    is_contact,
)
from portal.domain.terms import TermKind
from portal.domain.words import in_language, typed
from portal.forms import (
    REQUIRED,
    DeskForm,
    coded,
    fill_words,
    line,
    options,
    passage,
    term_choices,
)
from portal.labels import wording
from portal.languages import current
from portal.models import Organisation, Person, Service, ServiceContact

CONTACTS = 3
CONTACTS_AT_MOST = 8
_ENGLISH = _l("In English")
_TEXTS = ("name", "summary", "hours", "languages", "cost", "address")
_PLAIN = ("category", "tier", "specialised", "national_number", "groups", "always_open")
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


class ContactForm(Form):
    """A post that answers; never a person's own number."""

    value = line(_l("Number or address"), required=False)
    kind = SelectField(_l("Kind"), choices=coded("contact_kind", ContactKind))
    audience = SelectField(_l("Who may see it"), choices=coded("audience", Audience))
    purpose = line(_l("What for"), required=False, most=80)
    purpose_en = line(_ENGLISH, required=False, most=80)

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

    def draft(self) -> ContactDraft:
        return ContactDraft(
            label=typed(self.purpose.data or "", self.purpose_en.data or ""),
            kind=self.kind.data,
            value=self.value.data,
            audience=self.audience.data,
        )


class ServiceForm(DeskForm):
    organisation = SelectField(
        _l("Who offers it"), validators=[InputRequired(REQUIRED)]
    )
    name = line(_l("Name of the service"), most=120)
    name_en = line(_ENGLISH, required=False, most=120)
    summary = passage(
        _l("What it does, in one or two sentences"), required=True, most=400
    )
    summary_en = passage(_ENGLISH, most=400)
    category = SelectField(
        _l("Kind of help"),
        choices=partial(term_choices, TermKind.CATEGORY),
        validators=[InputRequired(REQUIRED)],
    )
    groups = SelectMultipleField(
        _l("For whom"),
        choices=partial(term_choices, TermKind.GROUP),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    specialised = BooleanField(_l("Made for trafficked persons"))
    tier = RadioField(
        _l("Who may know where it is"),
        description=_l(
            "A shelter, a safe house or a transition house is confidential."
        ),
        choices=_TIERS,
        validators=[InputRequired(REQUIRED)],
    )
    address = line(
        _l("Address"),
        hint=_l("Only where the exact place is public."),
        required=False,
        most=160,
    )
    address_en = line(_ENGLISH, required=False, most=160)
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
    always_open = BooleanField(_l("Open day and night, every day"))
    hours = line(_l("Hours"), required=False, most=120)
    hours_en = line(_ENGLISH, required=False, most=120)
    languages = line(_l("Languages spoken"), required=False, most=120)
    languages_en = line(_ENGLISH, required=False, most=120)
    cost = line(_l("What it costs"), required=False, most=120)
    cost_en = line(_ENGLISH, required=False, most=120)
    national_number = BooleanField(
        _l("This is the national number"),
        description=_l(
            "The number on every help page. Two persons verify it every 90 days."
        ),
    )
    seen_version = HiddenField(default="0")

    def offer(
        self, organisations: list[Organisation], *, office: bool
    ) -> "ServiceForm":
        """Fill the choice of bodies; the office alone keeps the national number."""
        language = current().code
        named = (
            (str(row.uid), in_language(row.name, language).text)
            for row in organisations
        )
        self.organisation.choices = options(named)
        if not office:
            del self.national_number
        return self

    def validate_coordinates(self, field: Any) -> None:
        if field.data and point_of(field.data) is None:
            raise ValidationError(wording("no_point", {}))

    @classmethod
    def of(cls, service: Service, **how: Any) -> "ServiceForm":
        """The form as the service stands; what was sent goes before."""
        data: dict[str, Any] = {name: getattr(service, name) for name in _PLAIN}
        for name in _TEXTS:
            fill_words(data, name, getattr(service, name))
        data["coordinates"] = said_point(service.lat, service.lon)
        data["organisation"] = str(service.organisation.uid)
        data["seen_version"] = str(service.row_version)
        data["contacts"] = [_contact(contact) for contact in service.contacts]
        return cls(data=data, **how)

    def draft(self) -> ServiceDraft:
        optional: dict[str, Any] = {
            name: self.optional_words(name)
            for name in ("hours", "languages", "cost", "address")
        }
        number = self._fields.get("national_number")
        lat, lon = point_of(self.coordinates.data or "") or (None, None)
        return ServiceDraft(
            organisation=self.organisation.data,
            category=self.category.data,
            tier=self.tier.data,
            specialised=self.specialised.data,
            national_number=bool(number and number.data),
            lat=lat,
            lon=lon,
            groups=tuple(self.groups.data or ()),
            always_open=self.always_open.data,
            contacts=tuple(c.draft() for c in self.contacts if c.value.data),
            name=self.words("name"),
            summary=self.words("summary"),
            **optional,
        )

    @property
    def seen(self) -> int:
        """The row version that the person saw; 0 for one that cannot be."""
        said = self.seen_version.data or ""
        return int(said) if said.isdecimal() else 0


def _contact(contact: ServiceContact) -> dict[str, Any]:
    names = ("value", "kind", "audience")
    data = {name: getattr(contact, name) for name in names}
    fill_words(data, "purpose", contact.label)
    return data


class StatusForm(DeskForm):
    status = SelectField(
        _l("From today it is"), choices=coded("service_status", ServiceStatus)
    )


class PlaceForm(DeskForm):
    place = passage(
        _l("Exact place"),
        hint=_l("Address and how to get there. It is sealed before it is stored."),
        required=True,
        most=1000,
    )


class CustodianForm(DeskForm):
    person = SelectField(_l("Member"), validators=[InputRequired(REQUIRED)])

    def offer(self, members: list[Person]) -> "CustodianForm":
        self.person.choices = options((str(m.uid), m.name) for m in members)
        return self
