"""Forms of services: the record, its status, its exact place and who may read that."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired

from portal.blueprints.services.basics_form import BasicsPart
from portal.blueprints.services.conditions_form import (
    ANSWERS,
    CONDITIONS,
    LAW,
    AnswersPart,
    ConditionsPart,
    LawPart,
)
from portal.blueprints.services.contact_form import CONTACTS_AT_MOST, contact_data
from portal.blueprints.services.drafts import ServiceDraft
from portal.blueprints.services.further_form import (
    PLACES_AT_MOST,
    FurtherPart,
    place_data,
)
from portal.blueprints.services.hours_form import HoursPart, hours_data
from portal.blueprints.services.means_form import (
    CAPACITY,
    MEANS,
    SPEAKING,
    CapacityPart,
    MeansPart,
    SpeakingPart,
)
from portal.domain.conditions import starts_confidential
from portal.domain.places import Tier, said_point
from portal.domain.services import ServiceStatus
from portal.forms import REQUIRED, DeskForm, coded, fill_words, options, passage
from portal.models import Municipality, Organisation, Person, Service

_TEXTS = ("name", "summary", "hours", "languages", "cost", "address")
_MORE_TEXTS = ("exclusions", "documents", "barrier", "legal_basis", "funding")
_PLAIN = (
    *("category", "model", "tier", "specialised", "national_number", "groups"),
    *("always_open", "nationwide", "areas", "licence"),
)
_CODES = (*CONDITIONS, *ANSWERS, *LAW, *SPEAKING, *CAPACITY, *MEANS)
_OPTIONAL = (*_TEXTS[2:], *_MORE_TEXTS)


class ServiceForm(
    BasicsPart,
    HoursPart,
    SpeakingPart,
    ConditionsPart,
    AnswersPart,
    LawPart,
    FurtherPart,
    CapacityPart,
    MeansPart,
):
    """The whole record. A shelter whose place shall be told is asked about once.

    `told_all_the_same` carries the tier that the writer has been asked about.
    """

    told_all_the_same = HiddenField()
    asks_about: str | None = None
    stands: tuple[str | None, str] | None = None

    def offer(
        self,
        organisations: list[Organisation],
        towns: list[Municipality],
        *,
        office: bool,
        service: Service | None = None,
    ) -> "ServiceForm":
        """Fill what can be chosen; a retired word that the service holds stays."""
        if service:
            self.offer_held(service)
            self.offer_phases(service.phases)
        self.offer_bodies(organisations, office=office)
        self.offer_towns(towns)
        return self

    @classmethod
    def of(cls, service: Service, **how: Any) -> "ServiceForm":
        """The form as the service stands; what was sent goes before."""
        names = (*_PLAIN, *_CODES)
        data: dict[str, Any] = {name: getattr(service, name) for name in names}
        for name in (*_TEXTS, *_MORE_TEXTS):
            fill_words(data, name, getattr(service, name))
        data |= hours_data(service.schedule)
        data["coordinates"] = said_point(service.lat, service.lon)
        data["organisation"] = str(service.organisation.uid)
        data["seen_version"] = str(service.row_version)
        data["contacts"] = [contact_data(contact) for contact in service.contacts]
        data["places"] = [place_data(place) for place in service.places]
        form = cls(data=data, **how)
        form.stands = (service.model, service.tier)
        if not form.is_submitted():
            form.make_room()
        return form

    def make_room(self) -> None:
        """One empty contact and one empty place to go on with."""
        for field, most in (
            (self.contacts, CONTACTS_AT_MOST),
            (self.places, PLACES_AT_MOST),
        ):
            full = all(entry.form.is_begun for entry in field)
            if full and len(field) < most:
                field.append_entry()

    def validate(self, extra_validators: Any = None) -> bool:
        if not self.tier.data and starts_confidential(self.model.data):
            self.tier.data = Tier.CONFIDENTIAL.value
        right = super().validate(extra_validators)
        model, tier = self.model.data, self.tier.data
        told = starts_confidential(model) and tier in (Tier.PUBLIC, Tier.AREA)
        known = (model, tier) == self.stands or self.told_all_the_same.data == tier
        self.asks_about = tier if right and told and not known else None
        return right and not self.asks_about

    def reject_with(self, name: str | None, said: str) -> None:
        """A list has no place for a sentence: it stands at the list's first field."""
        if name == "places":
            first = self.places[0].form.town
            first.errors = [*first.errors, said]
            self.places.errors = [entry.errors for entry in self.places]
        else:
            super().reject_with(name, said)

    def draft(self) -> ServiceDraft:
        held = {name: self[name].data for name in _CODES}
        told: dict[str, Any] = {
            name: tuple(said) if isinstance(said, list) else said
            for name, said in held.items()
        }
        told |= {name: self.optional_words(name) for name in _OPTIONAL}
        return ServiceDraft(
            always_open=self.always_open.data,
            schedule=self.schedule(),
            licence=self.licence.data or None,
            **self.basics(),
            **self.further(),
            **told,
        )


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
