"""The desk of reporting periods, which the office sets."""

from datetime import timedelta

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.plans import loaders
from portal.blueprints.plans import reports as actions
from portal.blueprints.plans.forms import PeriodForm
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.domain.plans import Period, period_after, quarter_around
from portal.models import ReportingPeriod
from portal.time import now, today


@needs(May.SET_PERIODS)
def periods() -> ResponseReturnValue:
    known = loaders.periods()
    form = PeriodForm(data=vars(_preset(known)))
    if form.validate_on_submit():
        try:
            event = actions.add_period(current_actor(), form.period(), now())
            return done(event, url_for("plans.periods"))
        except DomainError as error:
            form.reject(error)
    page = render_template(
        "plans/desk/periods.html", form=form, periods=known, today=today()
    )
    return page, 422 if form.is_submitted() else 200


def _preset(known: list[ReportingPeriod]) -> Period:
    """The next quarter; where there is no period yet, the one of today."""
    before_today = quarter_around(today())[0] - timedelta(days=1)
    return period_after(known[0].ends_on if known else before_today)


VIEWS = (("/periods/", periods, ["GET", "POST"]),)
