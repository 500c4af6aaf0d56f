"""The form of a progress report."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired

from portal.blueprints.plans.drafts import ReportDraft, Text
from portal.blueprints.plans.forms import SeenForm
from portal.domain.plans import WHOLE, Cause, Progress
from portal.domain.words import serbian_of
from portal.forms import coded, passage
from portal.labels import LABELS
from portal.models import ProgressReport, ReportingPeriod

TEXTS = ("cause_words", "effect", "evidence")


class ShareField(StringField):
    """A number from 0 to 100; what is none is kept and named."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        said = valuelist[0].strip() if valuelist else ""
        number = said.rstrip("%").strip()
        self.data = said or None
        if not said:
            return
        if not (number.isascii() and number.isdecimal() and int(number[:4]) <= WHOLE):
            raise ValidationError(
                _l("Enter a number from 0 to 100. You entered %(said)s.", said=said)
            )
        self.data = int(number)

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


def _causes() -> list[tuple[str, Any]]:
    return [("", "–"), *((str(code), LABELS["cause"][code]) for code in Cause)]


class ReportForm(SeenForm):
    period = HiddenField()
    status = RadioField(
        _l("Status"),
        description=_l("How it stands at the end of the period."),
        choices=coded("progress", Progress),
        validators=[InputRequired(_l("Choose one of these."))],
    )
    share = ShareField(
        _l("Share done, in per cent"), description=_l("Two of four trainings are 50.")
    )
    cause = SelectField(
        _l("What holds it up"),
        description=_l("Only when it is late. Choose the main one."),
        choices=_causes,
    )
    cause_words = passage(
        _l("In one sentence"), hint=_l("Only when it is late."), most=600
    )
    effect = passage(
        _l("Practical effect"),
        hint=_l("What has changed for people or for services? Needed when it is done."),
    )
    evidence = passage(
        _l("Evidence"),
        hint=_l(
            "A programme, a decision, a list without names. Needed when it is done."
        ),
        most=1000,
    )

    @classmethod
    def of(cls, period: ReportingPeriod, report: ProgressReport | None) -> "ReportForm":
        """The form as the report stands, or empty for a new one."""
        data: dict[str, Any] = {"period": str(period.uid), "seen_version": "0"}
        if report:
            data |= {n: getattr(report, n) for n in ("status", "share", "cause")}
            data |= {n: serbian_of(getattr(report, n)) for n in TEXTS}
            data["seen_version"] = str(report.row_version)
        return cls(formdata=None, data=data)

    def draft(self, stands: ProgressReport | None) -> ReportDraft:
        """What was typed; a text that was left alone keeps its other language."""
        return ReportDraft(
            status=self.status.data,
            share=self.share.data,
            cause=self.cause.data or None,
            **{name: self._words(name, stands) for name in TEXTS},
        )

    def _words(self, name: str, stands: ProgressReport | None) -> Text | None:
        kept = getattr(stands, name) if stands else None
        if kept and serbian_of(kept) == self[name].data:
            return dict(kept)
        return self.optional_words(name)
