"""Forms that ask once more before a text is kept that may lead to a person in need."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from portal.domain.personal import Trace, traces
from portal.forms import DeskForm, texts_of

FOUND = {
    Trace.PHONE: _l("a phone number"),
    Trace.EMAIL: _l("an e-mail address"),
    Trace.BIRTH: _l("a date of birth"),
    Trace.INITIALS: _l("initials with an age"),
}


class CarefulForm(DeskForm):
    """The first save of a text with traces of a person is answered with a question.

    `all_the_same` carries which traces the writer has seen: new ones ask again.
    """

    all_the_same = HiddenField()
    asks: tuple[str, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        found = self._found()
        seen = (self.all_the_same.data or "").split()
        self.asks = tuple(found) if right and not set(found) <= set(seen) else ()
        return right and not self.asks

    def _found(self) -> list[str]:
        held = {kind for text in texts_of(self) for kind in traces(text)}
        return [str(kind) for kind in Trace if kind in held]

    @property
    def named(self) -> list[str]:
        """What was found, in the reader's words."""
        return [str(FOUND[Trace(kind)]) for kind in self.asks]
