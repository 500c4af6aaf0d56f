"""The part of a record's form that says where else it is, and which towns it serves."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectChoice, SelectField

from portal.blueprints.services.drafts import PlaceDraft
from portal.blueprints.services.inputs import IN_ENGLISH, Part, several, town_choices
from portal.domain.places import Tier, point_of, said_point
from portal.domain.words import typed
from portal.forms import InnerForm, fill_words, line
from portal.labels import wording
from portal.models import Municipality, ServicePlace

PLACES_AT_MOST = 12
_TIERS = [
    SelectChoice("area", _l("Only its town")),
    SelectChoice("public", _l("Its town, address and the map")),
]


class FurtherPlaceForm(InnerForm):
    """One further place; left empty it is none."""

    town = SelectField(_l("Town"), choices=[SelectChoice("", "–")], default="")
    tier = SelectField(_l("What everybody sees"), choices=_TIERS, default="area")
    name = line(_l("Name of the place"), required=False, most=120)
    name_en = line(IN_ENGLISH, required=False, most=120)
    address = line(_l("Address"), required=False, most=160)
    address_en = line(IN_ENGLISH, required=False, most=160)
    coordinates = line(_l("Coordinates"), required=False, most=40)

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        where = self.coordinates.data
        if self.is_begun and not self.town.data:
            self.town.errors = [wording("place_needs_town", {})]
        if where and point_of(where) is None:
            self.coordinates.errors = [wording("no_point", {})]
        if self.tier.data == Tier.AREA and (where or self._address()):
            wrong = self.address if self._address() else self.coordinates
            wrong.errors = [*wrong.errors, wording("place_only_town", {})]
        return right and not self.errors

    def _address(self) -> dict[str, str]:
        return typed(self.address.data or "", self.address_en.data or "")

    @property
    def is_begun(self) -> bool:
        texts = (self.name, self.name_en, self.address, self.address_en)
        return any(field.data for field in (self.town, self.coordinates, *texts))

    def draft(self) -> PlaceDraft:
        lat, lon = point_of(self.coordinates.data or "") or (None, None)
        return PlaceDraft(
            town=self.town.data,
            tier=self.tier.data,
            name=typed(self.name.data or "", self.name_en.data or "") or None,
            address=self._address() or None,
            lat=lat,
            lon=lon,
        )

    def said(self) -> str:
        """It in one line, for two fillings side by side."""
        if not self.is_begun:
            return ""
        chosen = (
            str(choice.label)
            for field in (self.town, self.tier)
            for choice in field.iter_choices()
            if choice.selected
        )
        texts = (self.name, self.name_en, self.address, self.address_en)
        said = (*chosen, *(f.data for f in (*texts, self.coordinates)))
        return " · ".join(filter(None, said))


class FurtherPart(Part):
    """Where else a service is and whom it reaches beyond its own town."""

    nationwide = BooleanField(_l("It serves the whole country"))
    areas = several(_l("Towns it serves beside its own"))
    places = FieldList(
        FormField(FurtherPlaceForm), min_entries=1, max_entries=PLACES_AT_MOST
    )

    def offer_towns(self, towns: list[Municipality]) -> None:
        choices = town_choices(towns)
        self.areas.choices = choices
        for place in self.places:
            place.form.town.choices = [SelectChoice("", "–"), *choices]

    def further(self) -> dict[str, Any]:
        """What the draft takes from here."""
        return {
            "nationwide": self.nationwide.data,
            "areas": tuple(self.areas.data or ()),
            "places": tuple(p.draft() for p in self.places if p.form.is_begun),
        }


def place_data(place: ServicePlace) -> dict[str, Any]:
    """The start values of one further place."""
    data: dict[str, Any] = {"town": place.municipality.slug, "tier": place.tier}
    for name in ("name", "address"):
        fill_words(data, name, getattr(place, name))
    return data | {"coordinates": said_point(place.lat, place.lon)}
