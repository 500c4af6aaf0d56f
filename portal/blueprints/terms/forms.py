"""The form of a new term."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal import further
from portal.blueprints.terms.actions import TermDraft
from portal.domain.terms import TermKind
from portal.forms import REQUIRED, DeskForm, coded, line, options


class TermForm(DeskForm):
    kind = SelectField(_l("What it names"), choices=coded("term_kind", TermKind))
    name = line(_l("Name in Serbian"), most=60)
    name_en = line(_l("Name in English"), most=60)
    description = line(_l("What belongs to it"), required=False, most=200)
    description_en = line(_l("The same in English"), required=False, most=200)

    def draft(self) -> TermDraft:
        return TermDraft(
            kind=self.kind.data,
            name=self.words("name"),
            description=self.optional_words("description"),
        )


class LanguageForm(DeskForm):
    code = SelectField(_l("Language"), choices=lambda: options(further.possible()))

    def validate(self, extra_validators: Any = None) -> bool:
        """The empty choice names no language."""
        right = super().validate(extra_validators)
        if right and not self.code.data:
            self.reject_with("code", str(REQUIRED))
        return right and bool(self.code.data)
