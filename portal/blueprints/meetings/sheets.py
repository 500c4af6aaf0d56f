"""The views of attendance: the sheet, a past meeting with its sheet, and on paper."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.meetings import attendance as acts
from portal.blueprints.meetings import queries
from portal.blueprints.meetings.sheet_form import PastMeetingForm, SheetForm
from portal.blueprints.meetings.shown import page_of, seat_line
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.languages import BY_CODE, current
from portal.models import Meeting, Team
from portal.time import now, today


@needs(May.RECORD_ATTENDANCE, queries.meeting)
def attendance(meeting: Meeting) -> ResponseReturnValue:
    page = page_of(current_actor(), meeting, queries.invited(meeting), now())
    form = SheetForm().show(page.lines, page.guests)
    if form.validate_on_submit():
        try:
            event = acts.record(current_actor(), meeting, form.sheet(), now())
            flash(_("The attendance is saved."))
            return done(event, url_for("meetings.meeting", uid=meeting.uid))
        except DomainError as error:
            _refuse(form, meeting, error)
    html = render_template(
        "meetings/desk/attendance.html", form=form, meeting=meeting, page=page
    )
    return html, 422 if form.is_submitted() else 200


def _refuse(form: SheetForm, meeting: Meeting, error: DomainError) -> None:
    if error.code == "attendance_conflict":
        form.show_clashes(acts.clashes(meeting, form.sheet()))
    else:
        form.reject(error)


@needs(May.PLAN_MEETING, queries.team)
def past(team: Team) -> ResponseReturnValue:
    teams = queries.other_teams(team.id)
    form = PastMeetingForm.like(queries.last_of(team.id))
    form.offer(teams).show(_lines_for(form, team, teams))
    if form.validate_on_submit():
        try:
            drafts = form.draft(), form.sheet()
            event = acts.record_past(current_actor(), team, *drafts, now())
            flash(_("The meeting is entered, and its attendance is saved."))
            return done(event, url_for("meetings.meeting", uid=event.thing))
        except DomainError as error:
            form.reject(error)
    html = render_template("meetings/desk/past.html", form=form, team=team)
    return html, 422 if form.is_submitted() else 200


def _lines_for(form: PastMeetingForm, team: Team, teams: list[Team]) -> Any:
    """The seats of the day that the form names, or of today until it names one."""
    joined = [one.id for one in teams if str(one.uid) in (form.partners.data or ())]
    day = form.day.data or today()
    return [seat_line(1, seat) for seat in queries.seats_on([team.id, *joined], day)]


@needs(May.READ_MEETING, queries.meeting)
def sheet(meeting: Meeting) -> ResponseReturnValue:
    """To be signed by people of another language too, whatever the reader's own is."""
    page = page_of(current_actor(), meeting, queries.invited(meeting), now())
    wanted = BY_CODE.get(request.args.get("language", ""), current())
    with force_locale(wanted.locale):
        return render_template("meetings/desk/sheet.html", meeting=meeting, page=page)
