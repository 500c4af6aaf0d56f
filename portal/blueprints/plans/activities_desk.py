"""The desk of activities: one of them, its form, and the report on it."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.plans import loaders, plan_actions, reports, shown, tables
from portal.blueprints.plans.forms import ActivityForm
from portal.blueprints.plans.report_form import ReportForm
from portal.both import differences
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.domain.plans import PlanKind, lacking
from portal.labels import wording
from portal.models import Activity, Organisation, Plan, ReportingPeriod
from portal.time import now, today

BOTH = ["GET", "POST"]


@needs(May.READ_ACTIVITY, loaders.activity)
def activity(activity: Activity) -> ResponseReturnValue:
    return _page(activity)


def _page(
    activity: Activity, form: ReportForm | None = None, differing: Any = ()
) -> str:
    page = shown.activity_page(current_actor(), activity, today())
    if form is None and page.writes and page.period:
        form = ReportForm.of(page.period, page.report)
    return render_template(
        "plans/desk/activity.html",
        activity=activity,
        page=page,
        form=form,
        differing=differing,
    )


@needs(May.REPORT_ACTIVITY, loaders.activity)
def write(activity: Activity) -> ResponseReturnValue:
    form = ReportForm()
    period = _period(form.period.data)
    if period is None:
        form.reject(DomainError("period_unknown"))
    elif form.validate():
        try:
            return _written(activity, period, form)
        except DomainError as error:
            form.reject(error)
            if error.code == "report_conflict":
                return _page(activity, form, _both(form, activity, period)), 422
    return _page(activity, form), 422


def _period(uid: str | None) -> ReportingPeriod | None:
    try:
        return loaders.period(UUID(uid or ""))
    except ValueError:
        return None


def _written(
    activity: Activity, period: ReportingPeriod, form: ReportForm
) -> ResponseReturnValue:
    """Saved or sent; everything that lacks is named at once."""
    sends = request.form.get("act") != "save"
    draft = form.draft(reports.of_period(activity, period))
    lacks = lacking(draft, activity.deadline, period.ends_on) if sends else []
    for lack in lacks[1:]:
        form.reject(lack)
    act = reports.submit if sends else reports.save
    given = (period, draft, form.seen, now())
    event = act(current_actor(), activity, *given)
    flash(_("Sent for approval.") if sends else _("Draft saved."))
    return done(event, url_for("plans.activity", uid=activity.uid))


def _both(
    form: ReportForm, activity: Activity, period: ReportingPeriod
) -> list[tuple[str, str, str]]:
    """Both texts side by side; saving again is then a decision."""
    stands = ReportForm.of(period, reports.of_period(activity, period))
    form.seen_version.data = stands.seen_version.data
    return differences(stands, form)


@needs(May.REPORT_ACTIVITY, loaders.activity)
def unchanged(activity: Activity) -> ResponseReturnValue:
    page = shown.activity_page(current_actor(), activity, today())
    period = _period(request.form.get("period")) or page.period
    try:
        if period is None:
            raise DomainError("period_locked")
        event = reports.unchanged(current_actor(), activity, period, now())
    except DomainError as error:
        flash(wording(error.code, error.about), "late")
        return _page(activity), 422
    flash(_("Sent for approval, unchanged."))
    return done(event, url_for("plans.activity", uid=activity.uid))


@needs(May.EDIT_PLAN, loaders.measure)
def add_activity(part: loaders.Part) -> ResponseReturnValue:
    form = _offered(ActivityForm(data={"starts_on": today()}), part.plan)
    if form.validate_on_submit():
        try:
            given = (part, form.draft(), now())
            event = plan_actions.add_activity(current_actor(), *given)
            return done(event, url_for("plans.activity", uid=event.thing))
        except DomainError as error:
            form.reject(error)
    return _form_page(form, part.plan, None)


def _offered(
    form: ActivityForm, plan: Plan, kept: tuple[Organisation, ...] = ()
) -> ActivityForm:
    bodies = (*tables.seated(plan.host_team_id or 0, today()), *kept)
    local = plan.kind == PlanKind.LOCAL
    return form.offer(bodies, tables.national_measures() if local else [])


def _form_page(
    form: ActivityForm, plan: Plan, activity: Activity | None, differing: Any = ()
) -> ResponseReturnValue:
    page = render_template(
        "plans/desk/form.html",
        form=form,
        plan=plan,
        activity=activity,
        differing=differing,
    )
    return page, 422 if form.is_submitted() else 200


@needs(May.EDIT_ACTIVITY, loaders.activity)
def edit_activity(activity: Activity) -> ResponseReturnValue:
    kept = tuple(row.organisation for row in activity.bodies)
    form = _offered(ActivityForm.of(activity), activity.plan, kept)
    differing: list[tuple[str, str, str]] = []
    if form.validate_on_submit():
        try:
            given = (activity, form.draft(), form.seen, now())
            event = plan_actions.edit_activity(current_actor(), *given)
            return done(event, url_for("plans.activity", uid=activity.uid))
        except DomainError as error:
            form.reject(error)
            if error.code == "activity_conflict":
                stands = ActivityForm.of(activity, formdata=None)
                differing = differences(_offered(stands, activity.plan, kept), form)
                form.seen_version.data = stands.seen_version.data
    return _form_page(form, activity.plan, activity, differing)


VIEWS = (
    ("/activities/<uuid:uid>", activity, ["GET"]),
    ("/activities/<uuid:uid>/report", write, ["POST"]),
    ("/activities/<uuid:uid>/unchanged", unchanged, ["POST"]),
    ("/activities/<uuid:uid>/edit", edit_activity, BOTH),
    ("/measures/<uuid:uid>/activities/new", add_activity, BOTH),
)
