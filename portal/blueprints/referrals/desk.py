"""The desk of referrals: the lines of one's own body, the form, and the totals."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.audit import Event
from portal.blueprints.referrals import actions, queries
from portal.blueprints.referrals.forms import ReferralForm, WordForm
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.domain.referral_totals import HELP, REASONS, totals
from portal.domain.referrals import (
    Outcome,
    Quarter,
    closed_quarters,
    is_open,
    open_quarters,
    quarter_named,
    quarter_of,
)
from portal.domain.smallnumbers import K
from portal.labels import wording
from portal.labels.referrals import quarter_words
from portal.models import Organisation, Referral, Team
from portal.time import now, today

desk = Blueprint("referrals", __name__, url_prefix="/desk/referrals")

NAME = _l("Referrals, counted")
ACTS = {
    "repeat": May.REPEAT_REFERRAL,
    "edit": May.EDIT_REFERRAL,
    "confirm": May.CONFIRM_REFERRAL,
}


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    return _index()


def _index(refusal: DomainError | None = None) -> ResponseReturnValue:
    actor, page, day = current_actor(), paging.asked(request.args), today()
    if refusal:
        flash(wording(refusal.code, refusal.about), "late")
    html = render_template(
        "referrals/desk/index.html",
        waiting=queries.waiting(actor, open_quarters(day)),
        quarters=_by_quarter(queries.listed(actor, page)),
        page=page,
        pages=paging.pages(queries.count(actor)),
        counting_for=queries.counting_for(actor),
        teams=queries.teams_of(actor),
        own=actor.body_ids,
        quarter_words=quarter_words,
    )
    return html, 422 if refusal else 200


def _by_quarter(lines: list[Referral]) -> list[tuple[Quarter, bool, Any]]:
    """Lines under their quarters; once one is closed, nothing can be done with them."""
    return [
        (quarter, is_open(quarter, today()), [(line, _acts(line)) for line in found])
        for quarter, found in groupby(lines, key=lambda x: quarter_named(x.quarter))
    ]


def _acts(line: Referral) -> dict[str, bool]:
    """What this person may do with a line while its quarter is open."""
    actor = current_actor()
    return {name: allowed(actor, may, line) for name, may in ACTS.items()}


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.RECORD_REFERRAL, queries.team)
def new(host: Team) -> ResponseReturnValue:
    form = ReferralForm(data={"quarter": str(quarter_of(today()))})
    _offered(form, queries.senders(current_actor(), host))
    if _only_looks():
        return _form(form, host, None)
    if form.validate_on_submit():
        try:
            event = actions.record(current_actor(), host, form.draft(), now())
            return done(event, url_for(".index"))
        except DomainError as error:
            form.reject(error)
    return _form(form, host, None)


def _only_looks() -> bool:
    """Whether somebody asks what a body offers. Not in the address: logs keep those."""
    return "look" in request.form


def _offered(form: ReferralForm, senders: list[Organisation]) -> None:
    actor, day = current_actor(), today()
    helps = queries.helps_with(actor, form.receiver.data or "", day)
    bodies = queries.receivers(actor, day)
    form.offer(senders, bodies, helps, open_quarters(day))


def _form(
    form: ReferralForm, host: Team | None, line: Referral | None
) -> ResponseReturnValue:
    own = queries.senders(current_actor(), host) if host else []
    page = render_template(
        "referrals/desk/form.html",
        form=form,
        host=host,
        line=line,
        sender=line.sender if line else own[0],
    )
    return page, 422 if form.is_submitted() and not _only_looks() else 200


@desk.route("/<uuid:uid>", methods=["GET", "POST"])
@needs(May.EDIT_REFERRAL, queries.referral)
def edit(line: Referral) -> ResponseReturnValue:
    form = ReferralForm() if request.method == "POST" else ReferralForm.of(line)
    _offered(form, [line.sender])
    form.keep(line.amount)
    if not _only_looks() and form.validate_on_submit():
        try:
            given = (form.draft(), form.seen, now())
            event = actions.correct(current_actor(), line, *given)
            return done(event, url_for(".index"))
        except DomainError as error:
            form.reject(error)
    return _form(form, None, line)


@desk.post("/<uuid:uid>/again")
@needs(May.REPEAT_REFERRAL, queries.referral)
def again(line: Referral) -> ResponseReturnValue:
    return _act(lambda: actions.again(current_actor(), line, now()))


@desk.post("/<uuid:uid>/remove")
@needs(May.EDIT_REFERRAL, queries.referral)
def remove(line: Referral) -> ResponseReturnValue:
    return _said(actions.remove, line)


@desk.post("/<uuid:uid>/confirm")
@needs(May.CONFIRM_REFERRAL, queries.referral)
def confirm(line: Referral) -> ResponseReturnValue:
    return _said(actions.confirm, line)


@desk.post("/<uuid:uid>/disown")
@needs(May.CONFIRM_REFERRAL, queries.referral)
def disown(line: Referral) -> ResponseReturnValue:
    return _said(actions.disown, line)


def _said(act: Callable[..., Event], line: Referral) -> ResponseReturnValue:
    seen = WordForm().seen
    return _act(lambda: act(current_actor(), line, seen, now()))


def _act(act: Callable[[], Event]) -> ResponseReturnValue:
    try:
        return done(act(), url_for(".index"))
    except DomainError as error:
        return _index(error)


@desk.get("/totals/<uuid:uid>")
@needs(May.SEE_REFERRAL_TOTALS, queries.team)
def sums(host: Team) -> ResponseReturnValue:
    """Of a closed quarter: its numbers are the same whenever they are looked at."""
    quarters = closed_quarters(today())
    quarter = _asked(quarters)
    return render_template(
        "referrals/desk/totals.html",
        host=host,
        country=host.kind == "office",
        table=totals(queries.counted(host, quarter), queries.insiders(quarter)),
        helps=list(HELP),
        outcomes=[str(outcome) for outcome in Outcome],
        reasons=REASONS[Outcome.REFUSED],
        quarter=quarter,
        older=quarter.before if quarter.before in quarters else None,
        newer=quarter.after if quarter.after in quarters else None,
        least=K,
        quarter_words=quarter_words,
    )


def _asked(quarters: list[Quarter]) -> Quarter:
    """The quarter in the address, if it is one of these; else the newest."""
    asked = request.args.get("quarter", "")
    return next((q for q in quarters if str(q) == asked), quarters[0])
