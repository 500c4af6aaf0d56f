"""The national dashboard: the teams side by side, on any date."""

from collections.abc import Iterable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import Optional

from portal.access import needs
from portal.blueprints.overview.compared import Line, compared
from portal.blueprints.overview.national import AsOf
from portal.blueprints.pathways.shown import reasons
from portal.domain.indicators import MEETINGS_A_YEAR, TARGET_POINTS
from portal.domain.permissions import May
from portal.domain.standing import FIRST_DAY
from portal.domain.words import in_language
from portal.forms import DayField, DeskForm
from portal.languages import current, show_date
from portal.time import today

desk = Blueprint("dashboard", __name__, url_prefix="/desk/dashboard")

HOME = "dashboard.index"
NAME = _l("Dashboard")
BLUEPRINTS = frozenset({"dashboard"})


class AsOfForm(DeskForm):
    """The day that is looked at; it stands in the address, so it needs no token."""

    class Meta(DeskForm.Meta):
        csrf = False

    as_of = DayField(_l("As of"), validators=[Optional()])

    def validate_as_of(self, field: DayField) -> None:
        if field.errors:
            return
        day = self.day(field.name)
        if day > today():
            raise ValidationError(
                _("Choose a day up to today, %(day)s.", day=show_date(today()))
            )
        if day < FIRST_DAY:
            raise ValidationError(
                _("Choose a day from %(day)s on.", day=show_date(FIRST_DAY))
            )


@desk.get("/")
@needs(May.SEE_DASHBOARD)
def index() -> ResponseReturnValue:
    by_name = request.args.get("sort") == "name"
    form, on, status = _asked()
    found = compared(on)
    page = render_template(
        "overview/desk/dashboard.html",
        form=form,
        on=on,
        found=found,
        lines=_ordered(found.lines, by_name=by_name),
        by_name=by_name,
        wanted=MEETINGS_A_YEAR,
    )
    return page, status


@desk.get("/score")
@needs(May.SEE_DASHBOARD)
def score() -> ResponseReturnValue:
    form, on, status = _asked()
    found = compared(on)
    page = render_template(
        "overview/desk/score.html",
        form=form,
        on=on,
        found=found,
        lines=_ordered(found.lines, by_name=True),
        wanted=MEETINGS_A_YEAR,
        target=TARGET_POINTS,
        reasons=reasons,
    )
    return page, status


def _asked() -> tuple[AsOfForm, AsOf, int]:
    """The day in the address; today where there is none, or none that can be."""
    form = AsOfForm(request.args)
    good = form.validate()
    day = (form.as_of.data if good else None) or today()
    return form, AsOf(day, day == today()), 200 if good else 422


def _ordered(lines: Iterable[Line], *, by_name: bool) -> list[Line]:
    """By the alphabet; or the most complete first, equals by the alphabet."""
    named = sorted(lines, key=_name)
    if by_name:
        return named
    return sorted(named, key=lambda line: -line.standing.completeness)


def _name(line: Line) -> str:
    return in_language(line.team.name, current().code).text
