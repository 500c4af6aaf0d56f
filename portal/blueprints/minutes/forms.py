"""Forms of the agenda and of both layers of the minutes."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField

from portal.blueprints.minutes.layers import LayersDraft, left_alone
from portal.careful import CarefulForm
from portal.domain.meetings import AgendaOutcome
from portal.domain.words import typed
from portal.forms import DeskForm, coded, fill_words, line, passage
from portal.models import AgendaItem

MOST = 20_000


class ItemForm(CarefulForm):
    title = line(_l("What it is about"), most=160)
    title_en = line(_l("In English"), required=False, most=160)
    seen_version = HiddenField()

    @classmethod
    def of(cls, item: AgendaItem) -> "ItemForm":
        data: dict[str, Any] = {"seen_version": str(item.row_version)}
        fill_words(data, "title", item.title)
        return cls(formdata=None, data=data)

    @property
    def seen(self) -> int:
        """The row version that the person saw; 0 for one that cannot be."""
        said = self.seen_version.data or ""
        return int(said) if said.isdecimal() else 0


class LayersForm(CarefulForm):
    internal = passage(_l("Internal minutes"), most=MOST)
    public = passage(_l("Public minutes"), most=MOST)
    public_en = passage(_l("Public minutes, in English"), most=MOST)
    seen_internal = HiddenField()
    seen_public = HiddenField()

    @classmethod
    def of(
        cls, internal: str, public: dict[str, str] | None, marks: tuple[str, str]
    ) -> "LayersForm":
        data = {"internal": internal}
        fill_words(data, "public", public)
        data["seen_internal"], data["seen_public"] = marks
        return cls(formdata=None, data=data)

    def draft(self) -> LayersDraft:
        return LayersDraft(
            internal=_lines(self.internal.data),
            public=typed(_lines(self.public.data), _lines(self.public_en.data)),
            seen_internal=self.seen_internal.data or "",
            seen_public=self.seen_public.data or "",
        )

    def saw(self, stands: "LayersForm") -> None:
        """The writer has both texts before the eyes: saving again is a decision.

        A layer that the writer left alone is theirs already.
        """
        mine = self.draft()
        if left_alone(mine.internal, mine.seen_internal):
            self.internal.data = stands.internal.data
        if left_alone(mine.public, mine.seen_public):
            self.public.data = stands.public.data
            self.public_en.data = stands.public_en.data
        self.seen_internal.data = stands.seen_internal.data
        self.seen_public.data = stands.seen_public.data


def _lines(text: str | None) -> str:
    """Browsers send line ends of their own; equal texts shall be equal."""
    return (text or "").replace("\r\n", "\n").strip()


class OutcomeForm(DeskForm):
    outcome = SelectField(_l("Outcome"), choices=coded("agenda_outcome", AgendaOutcome))
