"""The desk of suggestions: write one, see what became of it, decide on it."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done, follow
from portal.blueprints.services import queries, suggested, suggesting, suggestions
from portal.blueprints.services.said import FIELDS, said
from portal.blueprints.services.suggest_forms import DecisionForm, SuggestionForm
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.domain.services import PublicationState
from portal.models import Service, Suggestion
from portal.time import now, today

desk = Blueprint("suggestions", __name__)


@desk.get("/suggestions/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    actor, page = current_actor(), paging.asked(request.args)
    return render_template(
        "services/desk/suggestions.html",
        suggestions=suggested.own(actor, page),
        page=page,
        pages=paging.pages(suggested.count_own(actor)),
    )


@desk.get("/<uuid:uid>/suggest")
@needs(May.SUGGEST, queries.service)
def write(service: Service) -> ResponseReturnValue:
    return _form_page(service, _filled(service))


@desk.post("/<uuid:uid>/suggest")
@needs(May.SUGGEST, queries.service)
def send(service: Service) -> ResponseReturnValue:
    form = _filled(service)
    if not form.validate():
        return _form_page(service, form), 422
    wanted = form.wanted(_filled(service, formdata=None))
    told = suggesting.hints(service, wanted, form.reason.data)
    if told and form.asks_first():
        return _form_page(service, form, told), 422
    try:
        actor, reason = current_actor(), form.reason.data
        event = suggestions.suggest(actor, service, wanted, reason, form.seen, now())
    except DomainError as error:
        return _refused(service, form, error), 422
    flash(_("Thank you. The team that keeps this record decides on it."))
    return done(event, url_for("services.service", uid=service.uid))


def _filled(service: Service, **how: Any) -> SuggestionForm:
    seen = suggesting.seen_by(current_actor(), service, today())
    return SuggestionForm.of(seen, service.row_version, **how)


def _form_page(
    service: Service, form: SuggestionForm, told: list[str] | None = None
) -> str:
    return render_template(
        "services/desk/suggest.html",
        service=service,
        form=form,
        hints=told or [],
        open=suggested.own_open(current_actor(), service),
        differing=form.differing,
    )


def _refused(service: Service, form: SuggestionForm, error: DomainError) -> str:
    """Somebody changed the record meanwhile: both, and sending again is a decision."""
    form.reject(error)
    if error.code == "suggestion_old":
        form.compare(_filled(service, formdata=None))
    return _form_page(service, form)


@desk.get("/suggestions/<uuid:uid>")
@needs(May.READ_SUGGESTION, suggested.suggestion)
def suggestion(suggestion: Suggestion) -> ResponseReturnValue:
    return _page(suggestion, DecisionForm(formdata=None))


def _page(suggestion: Suggestion, form: DecisionForm) -> str:
    actor, service = current_actor(), suggestion.service
    changes = suggesting.told_to(actor, suggestion)
    form.seen_version.data = str(service.row_version)
    decides = allowed(actor, May.DECIDE_SUGGESTION, suggestion)
    texts = {change.field: change.wanted for change in changes}
    return render_template(
        "services/desk/suggestion.html",
        suggestion=suggestion,
        service=service,
        changes=changes,
        form=form.offer([change.field for change in changes]),
        decides=decides,
        reads=allowed(actor, May.READ_SERVICE, service),
        withdraws=allowed(actor, May.WITHDRAW_SUGGESTION, suggestion),
        hints=suggesting.hints(service, texts, suggestion.reason) if decides else [],
        writer=suggested.name_of(suggestion.person_id),
        names=FIELDS,
        said=said,
    )


@desk.post("/suggestions/<uuid:uid>/take")
@needs(May.DECIDE_SUGGESTION, suggested.suggestion)
def take(suggestion: Suggestion) -> ResponseReturnValue:
    form = _decision(suggestion)
    if not form.validate():
        return _page(suggestion, form), 422
    actor, service = current_actor(), suggestion.service
    given = (form.fields.data or [], form.seen, form.answer.data or "")
    try:
        *edited, taken = suggestions.take(actor, suggestion, *given, now())
    except DomainError as error:
        form.reject(error)
        return _page(suggestion, form), 422
    for event in edited:
        follow(actor, event)
    if service.publication == PublicationState.PROPOSED:
        flash(_("Taken over. It is public once a second person confirms."))
    return done(taken, url_for("services.service", uid=service.uid))


def _decision(suggestion: Suggestion) -> DecisionForm:
    changes = suggesting.told_to(current_actor(), suggestion)
    return DecisionForm().offer([change.field for change in changes])


@desk.post("/suggestions/<uuid:uid>/decline")
@needs(May.DECIDE_SUGGESTION, suggested.suggestion)
def decline(suggestion: Suggestion) -> ResponseReturnValue:
    form = _decision(suggestion).wants_answer()
    if not form.validate():
        return _page(suggestion, form), 422
    answer = form.answer.data
    event = suggestions.decline(current_actor(), suggestion, answer, now())
    return done(event, url_for("services.service", uid=suggestion.service.uid))


@desk.post("/suggestions/<uuid:uid>/withdraw")
@needs(May.WITHDRAW_SUGGESTION, suggested.suggestion)
def withdraw(suggestion: Suggestion) -> ResponseReturnValue:
    event = suggestions.withdraw(current_actor(), suggestion, now())
    return done(event, url_for(".index"))
