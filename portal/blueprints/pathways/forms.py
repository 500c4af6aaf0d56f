"""Forms of pathways and steps."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row
from wtforms import (
    Field,
    HiddenField,
    SelectChoice,
    SelectField,
)
from wtforms.validators import InputRequired, Optional

from portal.blueprints.pathways import marks
from portal.blueprints.pathways.drafts import SettingsDraft, StartDraft
from portal.blueprints.pathways.templates import Slot, Template
from portal.both import differences
from portal.domain.pathways import Profile, Scope
from portal.domain.services import PublicationState
from portal.domain.words import in_language
from portal.forms import (
    REQUIRED,
    DayField,
    DeskForm,
    coded,
    fill_words,
    line,
    options,
    passage,
)
from portal.languages import current
from portal.models import PathwayVersion

REVIEW_AFTER = timedelta(days=180)


class SeenForm(DeskForm):
    """A form that knows what its page has shown."""

    seen_version = HiddenField()

    def beside(self, stands: "SeenForm") -> list[tuple[str, str, str]]:
        """What somebody else saved, beside what was typed: saving again is a choice."""
        self.seen_version.data = stands.seen_version.data
        return differences(stands, self)


class SettingsForm(SeenForm):
    title = line(_l("Title"), most=160)
    title_en = line(_l("Title, in English"), required=False, most=160)
    summary = passage(_l("In one sentence: for whom, and what it brings"), most=400)
    summary_en = passage(_l("The sentence, in English"), most=400)
    review_by = DayField(
        _l("Review by"),
        description=_l("After this day the pathway counts as not checked."),
        validators=[InputRequired(REQUIRED)],
    )

    @classmethod
    def of(cls, version: PathwayVersion, **how: Any) -> "SettingsForm":
        """The form as the version stands; what was sent goes before."""
        data: dict[str, Any] = {"review_by": version.review_by}
        fill_words(data, "title", version.title)
        fill_words(data, "summary", version.summary)
        return cls(data=data | {"seen_version": marks.of_settings(version)}, **how)

    def draft(self) -> SettingsDraft:
        return SettingsDraft(
            title=self.words("title"),
            summary=self.optional_words("summary"),
            review_by=self.day("review_by"),
        )


class StartForm(DeskForm):
    """Grown by `start_form` with one choice for each contact that is asked for."""

    profile = SelectField(_l("For whom"), choices=coded("profile", Profile))
    scope = SelectField(_l("How far it reaches"))
    title = line(_l("Title"), most=160)
    title_en = line(_l("Title, in English"), required=False, most=160)
    review_by = DayField(
        _l("Review by"),
        description=_l("After this day the pathway counts as not checked."),
        validators=[InputRequired(REQUIRED)],
    )


def start_form(
    template: Template | None,
    services: list[Row[Any]],
    scopes: Sequence[Scope],
    today: date,
) -> StartForm:
    """The form for this template: every slot preset with the service that fits best."""
    fields = {
        f"slot_{slot.key}": _slot_field(slot, services)
        for slot in (template.slots if template else ())
    }
    data: dict[str, Any] = {"review_by": today + REVIEW_AFTER, "scope": scopes[0]}
    if template:
        fill_words(data, "title", template.title)
        data["profile"] = template.profile
        if template.scope in scopes:
            data["scope"] = template.scope
        data |= {f"slot_{s.key}": _preset(s, services) for s in template.slots}
    form: StartForm = type("StartFormOfTemplate", (StartForm,), fields)(data=data)
    form.scope.choices = coded("scope", scopes)
    if template:
        del form.profile
    return form


def _slot_field(slot: Slot, services: list[Row[Any]]) -> Field:
    language = current().code
    return SelectField(
        in_language(slot.prompt, language).text,
        choices=service_choices(services),
        validators=[InputRequired(REQUIRED)] if slot.required else [Optional()],
    )


def service_choices(services: list[Row[Any]]) -> list[SelectChoice]:
    """Services by name in the reader's language, and none."""
    language = current().code
    named = [(str(s.uid), in_language(s.name, language).text) for s in services]
    return options(named)


def _preset(slot: Slot, services: list[Row[Any]]) -> str:
    """A service of the slot's category and sector, else of either; a public one first:
    the steps that most slots belong to are read by everybody."""

    def fit(service: Row[Any]) -> tuple[int, bool]:
        category = service.category in slot.categories
        is_public = service.publication == PublicationState.PUBLIC
        return 2 * category + (service.sector in slot.sectors), is_public

    best = max(services, key=fit, default=None)
    return str(best.uid) if best is not None and fit(best)[0] >= 1 else ""


def start_draft(
    form: StartForm, template: Template | None, services: list[Row[Any]]
) -> StartDraft:
    ids = {str(service.uid): service.id for service in services}
    slots = template.slots if template else ()
    chosen = {slot.key: form[f"slot_{slot.key}"].data for slot in slots}
    return StartDraft(
        template=template.key if template else None,
        profile=template.profile if template else form.profile.data,
        title=form.words("title"),
        review_by=form.day("review_by"),
        scope=form.scope.data,
        slots={key: ids[uid] for key, uid in chosen.items() if uid},
    )


class ReasonForm(DeskForm):
    reason = passage(_l("What should change"), required=True, most=1000)
