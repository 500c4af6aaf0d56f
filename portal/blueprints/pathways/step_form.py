"""The form of a step: what it says, and where it goes on."""

import re
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
)
from wtforms.validators import NumberRange, Optional, ValidationError

from portal.blueprints.pathways.drafts import StepDraft
from portal.blueprints.pathways.forms import service_choices
from portal.blueprints.pathways.step_actions import PLAIN, TEXTS
from portal.careful import CarefulForm
from portal.domain.pathways import Audience, Consent, StepKind, Unit
from portal.domain.words import in_language, typed
from portal.forms import coded, fill_words, line, options, passage
from portal.languages import current
from portal.models import Step

ANSWERS = 4
KEY = re.compile(r"s[0-9a-f]{8}")


def new_key() -> str:
    """A key for a step; steps of templates have names, which look otherwise."""
    return f"s{uuid4().hex[:8]}"


class AnswerForm(Form):
    """Where it goes on, and with which answer."""

    to = SelectField(_l("Goes on to"), validate_choice=False)
    condition = line(_l("When (the answer)"), required=False, most=120)
    condition_en = line(_l("When, in English"), required=False, most=120)

    def validate_to(self, to: SelectField) -> None:
        """An answer that leads nowhere would be lost."""
        if not to.data and (self.condition.data or self.condition_en.data):
            raise ValidationError(
                _("Choose where this answer leads, or empty its words.")
            )


class StepForm(CarefulForm):
    kind = RadioField(_l("What kind of step"), choices=coded("step_kind", StepKind))
    audience = RadioField(
        _l("Who may read it"),
        description=_l(
            "Public steps speak to the person in need. Duty phones, hand-over places,"
            " police and prosecution steps are for professionals."
        ),
        choices=coded("audience", Audience),
    )
    actor = line(_l("Who acts"), hint=_l("A body or a post, not a name."), most=160)
    actor_en = line(_l("Who acts, in English"), required=False, most=160)
    action = line(_l("What is done"), most=200)
    action_en = line(_l("What is done, in English"), required=False, most=200)
    details = passage(_l("More about it"))
    details_en = passage(_l("More about it, in English"))
    service = SelectField(
        _l("Service to call"),
        description=_l("Its phone and hours come from the register."),
        validate_choice=False,
    )
    limit_value = IntegerField(
        _l("Within"),
        description=_l("Zero means at once. Leave empty where there is no limit."),
        validators=[
            Optional(),
            NumberRange(0, 1000, _l("Enter a number from 0 to 1000.")),
        ],
    )
    limit_unit = SelectField(
        _l("Unit"), choices=coded("unit", Unit), default=str(Unit.HOUR)
    )
    consent = RadioField(_l("Consent"), choices=coded("consent", Consent))
    shares = BooleanField(
        _l("Data about the person are passed on"),
        description=_l(
            "From one body to another, by word or in writing. What the person says"
            " themselves does not count. Consent has to be asked in this step, or on"
            " every way before it."
        ),
    )
    guardian = BooleanField(
        _l("A guardian is appointed or called"),
        description=_l(
            "For an unaccompanied child this comes before data are passed on and before"
            " a guardian is asked for consent."
        ),
    )
    refuse = passage(
        _l("The person's choice"),
        hint=_l("What they may refuse or choose here, and what happens then."),
        most=400,
    )
    refuse_en = passage(_l("The person's choice, in English"), most=400)
    basis = line(_l("On what basis (law, procedure)"), required=False, most=300)
    basis_en = line(_l("On what basis, in English"), required=False, most=300)
    night = passage(_l("At night, at weekends and on holidays"), most=400)
    night_en = passage(_l("At night, in English"), most=400)
    answers = FieldList(FormField(AnswerForm), min_entries=ANSWERS)
    after = SelectField(
        _l("Where it stands"),
        description=_l(
            "Where the step before it goes on to one step, it is put in between."
        ),
        validate_choice=False,
    )
    seen_version = HiddenField()
    own_key = HiddenField()

    @property
    def key(self) -> str:
        """Of a new step: what the form had when it was opened, so that one form that is
        saved twice is one step."""
        sent = self.own_key.data or ""
        return sent if KEY.fullmatch(sent) else new_key()

    def offer(
        self, services: list[Row[Any]], steps: list[Step], own: str | None
    ) -> "StepForm":
        """Fill the choices of services and of steps to go on to."""
        self.service.choices = service_choices(services)
        language = current().code
        named = [
            (step.key, f"{at}. {in_language(step.action, language).text}")
            for at, step in enumerate(steps, start=1)
            if step.key != own
        ]
        for answer in self.answers:
            answer.to.choices = options(named)
        self.after.choices = [
            SelectChoice("", _("At the end")),
            *(SelectChoice(key, _("After %(step)s", step=name)) for key, name in named),
        ]
        return self

    @property
    def english(self) -> list[Field]:
        """The fields of the translation, apart from those of the answers."""
        return [self[f"{name}_en"] for name in ("action", "actor", *TEXTS[2:])]

    @property
    def ways(self) -> int:
        """How many ways on are worth showing: those in use, and two at least."""
        return max(2, sum(bool(answer.to.data) for answer in self.answers))

    @classmethod
    def of(cls, step: Step) -> "StepForm":
        data: dict[str, Any] = {name: getattr(step, name) for name in PLAIN}
        data["limit_unit"] = step.limit_unit or str(Unit.HOUR)
        for name in TEXTS:
            fill_words(data, name, getattr(step, name))
        data["service"] = str(step.service.uid) if step.service else ""
        data["seen_version"] = str(step.row_version)
        data["answers"] = [_answer(fork) for fork in step.forks]
        return cls(formdata=None, data=data)

    def draft(self) -> StepDraft:
        texts = {name: self.optional_words(name) for name in TEXTS}
        return StepDraft(
            kind=self.kind.data,
            audience=self.audience.data,
            limit_value=self.limit_value.data,
            limit_unit=self.limit_unit.data,
            consent=self.consent.data,
            shares=self.shares.data,
            guardian=self.guardian.data,
            service=_uuid(self.service.data),
            forks=tuple(_fork(a) for a in self.answers.data if a["to"]),
            action=texts.pop("action") or {},
            **texts,
        )


def _answer(fork: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"to": fork["to"]}
    fill_words(data, "condition", fork["condition"])
    return data


def _fork(answer: dict[str, Any]) -> dict[str, Any]:
    words = typed(answer["condition"] or "", answer["condition_en"] or "")
    return {"to": answer["to"], "condition": words or None}


def _uuid(text: str | None) -> UUID | None:
    """None for no choice; a value that is no uid names no service either."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
