"""The desk of the taxonomy: the field's words, the office's, and a form for more."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.terms import actions, queries
from portal.blueprints.terms.forms import LanguageForm, TermForm
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.domain.terms import BUILT_IN, LANGUAGE, TermKind
from portal.further import further
from portal.labels import wording
from portal.models import Term
from portal.time import now

desk = Blueprint("terms", __name__, url_prefix="/desk/terms")


@desk.get("/")
@needs(May.READ_TERMS)
def index() -> ResponseReturnValue:
    return _page(TermForm(formdata=None))


def _page(form: TermForm, language: LanguageForm | None = None) -> str:
    actor, added = current_actor(), queries.terms()
    confirmable = {t.uid for t in added if allowed(actor, May.CONFIRM_TERM, t)}
    return render_template(
        "terms/desk/index.html",
        form=form,
        language_form=language or LanguageForm(formdata=None),
        language_kind=LANGUAGE,
        tongue=further,
        kinds=list(TermKind),
        built_in=BUILT_IN,
        added=added,
        confirmable=confirmable,
        edits=allowed(actor, May.ADD_TERM),
    )


@desk.post("/")
@needs(May.ADD_TERM)
def add() -> ResponseReturnValue:
    form = TermForm()
    if form.validate():
        try:
            event = actions.propose(current_actor(), form.draft(), now())
            flash(_("Entered. It is offered once somebody else has confirmed it."))
            return done(event, url_for(".index"))
        except DomainError as error:
            form.reject(error)
    return _page(form), 422


@desk.post("/languages")
@needs(May.ADD_TERM)
def add_language() -> ResponseReturnValue:
    form = LanguageForm()
    if form.validate():
        try:
            event = actions.propose_language(current_actor(), form.code.data, now())
            flash(_("Entered. It is offered once somebody else has confirmed it."))
            return done(event, url_for(".index", _anchor="languages"))
        except DomainError as error:
            form.reject(error)
    return _page(TermForm(formdata=None), form), 422


@desk.post("/<uuid:uid>/confirm")
@needs(May.CONFIRM_TERM, queries.term)
def confirm(term: Term) -> ResponseReturnValue:
    return _act(actions.confirm, term)


@desk.post("/<uuid:uid>/drop")
@needs(May.EDIT_TERM, queries.term)
def drop(term: Term) -> ResponseReturnValue:
    return _act(actions.drop, term)


@desk.post("/<uuid:uid>/retire")
@needs(May.EDIT_TERM, queries.term)
def retire(term: Term) -> ResponseReturnValue:
    return _act(actions.retire, term)


@desk.post("/<uuid:uid>/bring-back")
@needs(May.EDIT_TERM, queries.term)
def bring_back(term: Term) -> ResponseReturnValue:
    return _act(actions.bring_back, term)


def _act(action: Callable[..., Any], term: Term) -> ResponseReturnValue:
    try:
        event = action(current_actor(), term, now())
    except DomainError as error:
        flash(wording(error.code, error.about), "late")
        return _page(TermForm(formdata=None)), 422
    return done(event, url_for(".index"))
