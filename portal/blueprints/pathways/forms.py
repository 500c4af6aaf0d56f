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
    """Services by name in the reader's language, with whose they are, and none."""
    named = ((_named(service), str(service.uid)) for service in services)
    return options((uid, name) for name, uid in sorted(named))


def _named(service: Row[Any]) -> str:
    code = current().code
    name, body = (in_language(w, code).text for w in (service.name, service.body))
    return f"{name} – {body}"


def _preset(slot: Slot, services: list[Row[Any]]) -> str:
    """The first service that is all that the slot asks for; a public one first, and no
    other where everybody reads the step. A wrong one would be published unseen."""

    def fits(service: Row[Any]) -> bool:
        kind = not slot.categories or service.category in slot.categories
        body = not slot.sectors or service.sector in slot.sectors
        return kind and body and (is_public(service) or not slot.for_public)

    def is_public(service: Row[Any]) -> bool:
        return bool(service.publication == PublicationState.PUBLIC)

    fitting = [service for service in services if fits(service)]
    best = next(filter(is_public, fitting), next(iter(fitting), None))
    asks = slot.categories or slot.sectors
    return str(best.uid) if best is not None and asks else ""


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
