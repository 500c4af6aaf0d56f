"""The form of "I looked and found none": several cells at once, in few words."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import InputRequired

from portal.blueprints.gaps.actions import GapDraft
from portal.forms import REQUIRED, DayField, DeskForm, options, passage
from portal.labels import wording
from portal.languages import say

EVERY = "every"
Cells = list[tuple[str, str]]


def cell_code(category: str, group: str) -> str:
    """A cell as the value of a checkbox; codes hold no dot."""
    return f"{category}.{group}"


class GapForm(DeskForm):
    """`cells` holds cells, or a whole row as `category.every`."""

    cells = SelectMultipleField(_l("Where you found none"), validate_choice=False)
    since = DayField(
        _l("Looked on"),
        description=_l("As 22. 11. 2026."),
        validators=[InputRequired(REQUIRED)],
    )
    need = passage(
        _l("What is needed"),
        hint=_l("One sentence is enough. No names or stories here."),
        most=500,
    )
    need_en = passage(_l("The same in English"), most=500)
    owner = SelectField(_l("Who should see to it"), validate_choice=False)
    propose = BooleanField(
        _l("Propose that everybody may see it"),
        description=_l(
            "A second person confirms it first. What is missing where places are"
            " secret, as in shelters, is never public."
        ),
        default=True,
    )

    def offer(self, free: Cells, organisations: list[Any]) -> "GapForm":
        """Offer the cells in which nobody has looked, and who may own a gap."""
        self.free = free
        self.cells.choices = [
            SelectChoice(cell_code(category, group), "") for category, group in free
        ]
        self.owner.choices = options(
            (str(body.uid), str(say(body.name).striptags())) for body in organisations
        )
        return self

    def validate_cells(self, field: SelectMultipleField) -> None:
        """What was ticked must still be free; the action asks the same again."""
        if any(cell not in self.free for cell in self._chosen()):
            raise ValidationError(wording("gap_not_offered", {}))

    def draft(self) -> GapDraft:
        return GapDraft(
            cells=tuple(self._chosen()),
            since=self.day("since"),
            need=self.optional_words("need"),
            owner=self.owner.data or "",
            propose=bool(self.propose.data),
        )

    def _chosen(self) -> Cells:
        """What is ticked: of a whole row what is free, else the cell itself."""
        chosen: dict[tuple[str, str], None] = {}
        for code in self.cells.data or ():
            category, _, group = code.partition(".")
            row = [cell for cell in self.free if cell[0] == category]
            chosen |= dict.fromkeys(row if group == EVERY else [(category, group)])
        return list(chosen)
