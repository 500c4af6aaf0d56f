"""The form of one language: every text of a version, and what stood when it opened."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from portal.blueprints.pathways.translating import seen, untouched
from portal.domain.translations import Text, in_one
from portal.forms import DeskForm, passage

FIELDS = {
    "title": _l("Title"),
    "summary": _l("In one sentence: for whom, and what it brings"),
    "action": _l("What is done"),
    "actor": _l("Who acts"),
    "details": _l("More about it"),
    "refuse": _l("The person's choice"),
    "basis": _l("On what basis (law, procedure)"),
    "night": _l("At night, at weekends and on holidays"),
    "way": _l("When (the answer)"),
}
MOST = 2000


class TranslationForm(DeskForm):
    """Grown by `translation_form` with a field for each text."""

    seen = HiddenField()

    def given(self) -> dict[str, str]:
        """What was sent for each text; one that was not sent stays."""
        own = {"seen", "csrf_token"}
        sent = (f for f in self if f.raw_data and f.name not in own)
        return {f.name: f.data or "" for f in sent}

    def was(self) -> dict[str, str]:
        """What the page showed when it was opened; nothing where that is unreadable."""
        try:
            told = json.loads(self.seen.data or "{}")
        except ValueError:
            return {}
        return dict(told) if isinstance(told, Mapping) else {}

    def show_again(self, texts: Sequence[Text], language: str) -> None:
        """What was typed; what was not touched shows what stands by now, and saving
        again is knowing it."""
        given, was = self.given(), self.was()
        for text in texts:
            said = given.get(text.name, "")
            if untouched(text, language, said, was):
                self[text.name].data = in_one(text.words, language)
        self.seen.raw_data = None
        self.seen.data = json.dumps(seen(texts, language))


def translation_form(texts: Sequence[Text], language: str) -> TranslationForm:
    """The form of these texts, filled with what there is."""
    fields = {text.name: passage(FIELDS[text.field], most=MOST) for text in texts}
    data: dict[str, Any] = {t.name: in_one(t.words, language) for t in texts}
    data["seen"] = json.dumps(seen(texts, language))
    grown = type("TranslationFormOfVersion", (TranslationForm,), fields)
    form: TranslationForm = grown(data=data)
    return form
