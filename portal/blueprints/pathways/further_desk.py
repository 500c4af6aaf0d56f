"""The desk of languages: what of a version is translated, and the translating."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import further
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import queries, translating
from portal.blueprints.pathways.late import is_late, refuse
from portal.blueprints.pathways.texts import texts
from portal.blueprints.pathways.translation_form import (
    FIELDS,
    TranslationForm,
    translation_form,
)
from portal.domain.permissions import May, allowed
from portal.domain.translations import completeness
from portal.domain.words import ENGLISH, LANGUAGES
from portal.further import Further
from portal.labels import wording
from portal.languages import BY_CODE
from portal.models import PathwayVersion
from portal.time import now

desk = Blueprint(
    "further", __name__, url_prefix="/desk/pathways/versions/<uuid:uid>/languages"
)


class InLanguage:
    """A version as somebody translates it: what the version may, it may."""

    def __init__(self, version: PathwayVersion, tongue: Further) -> None:
        self.version, self.tongue = version, tongue

    def __getattr__(self, name: str) -> Any:
        return getattr(self.version, name)


def _in_language(uid: UUID, language: str) -> InLanguage | None:
    """None for a language that nobody enabled; Serbian is written at its step."""
    known = {tongue.code: tongue for tongue in (_ours(ENGLISH), *further.enabled())}
    found = queries.version(uid) if language in known else None
    return InLanguage(found, known[language]) if found else None


def _ours(code: str) -> Further:
    return Further(code, BY_CODE[code].name, "ltr")


@desk.get("/")
@needs(May.READ_VERSION, queries.version)
def index(version: PathwayVersion) -> ResponseReturnValue:
    found = texts(version)
    tongues = [*map(_ours, LANGUAGES), *further.enabled()]
    return render_template(
        "pathways/desk/languages.html",
        version=version,
        standing=[(tongue, completeness(found, tongue.code)) for tongue in tongues],
        fields=FIELDS,
        edits=allowed(current_actor(), May.EDIT_VERSION, version),
    )


@desk.get("/<language>/read")
@needs(May.READ_VERSION, _in_language)
def read(found: InLanguage) -> ResponseReturnValue:
    return render_template(
        "pathways/desk/translated.html",
        version=found.version,
        tongue=found.tongue,
        texts=texts(found.version),
        fields=FIELDS,
    )


@desk.route("/<language>", methods=["GET", "POST"])
@needs(May.WRITE_VERSION, _in_language)
def translate(found: InLanguage) -> ResponseReturnValue:
    version, code = found.version, found.tongue.code
    form = translation_form(texts(version), code)
    if is_late(version):
        refuse(form)
        return _page(form, found, late=True), 409
    if form.validate_on_submit():
        given = form.given(), form.was()
        try:
            event = translating.save(current_actor(), version, code, *given, now())
        except translating.Meanwhile as error:
            return _again(form, found, error), 409
        flash(_("Saved."))
        return done(event, url_for(".index", uid=version.uid))
    return _page(form, found), 422 if form.is_submitted() else 200


def _again(
    form: TranslationForm, found: InLanguage, error: translating.Meanwhile
) -> str:
    """What was typed stays; the texts that others changed stand beside it."""
    for name in error.names:
        form.reject_with(name, wording(error.code, error.about))
    form.show_again(texts(found.version), found.tongue.code)
    return _page(form, found)


def _page(form: TranslationForm, found: InLanguage, *, late: bool = False) -> str:
    return render_template(
        "pathways/desk/translate.html",
        form=form,
        version=found.version,
        tongue=found.tongue,
        texts=texts(found.version),
        late=late,
    )
