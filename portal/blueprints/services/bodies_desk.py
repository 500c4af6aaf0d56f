"""The desk's list of bodies, and the form that says what one is called."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import Length

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.services import bodies
from portal.blueprints.services.inputs import IN_ENGLISH
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.domain.places import Sector
from portal.forms import TOO_LONG, DeskForm, coded, fill_words, line
from portal.models import Organisation
from portal.time import now, today

desk = Blueprint("bodies", __name__, url_prefix="/bodies")


class BodyForm(DeskForm):
    """A body's official name, the others it goes by, and its sector."""

    name = line(_l("Official name"), most=160)
    name_en = line(IN_ENGLISH, required=False, most=160)
    aliases = TextAreaField(
        _l("Other names"),
        description=_l("One on each line: abbreviations, old names, other spellings."),
        validators=[Length(max=1000, message=TOO_LONG)],
    )
    sector = SelectField(_l("Sector"), choices=coded("sector", Sector))
    seen = HiddenField()

    @classmethod
    def of(cls, body: Organisation, **how: Any) -> "BodyForm":
        """The form as the body stands; what was sent goes before."""
        data = {"sector": body.sector, "seen": bodies.mark(body)}
        fill_words(data, "name", body.name)
        return cls(data=data | {"aliases": "\n".join(body.aliases)}, **how)

    def draft(self) -> bodies.BodyDraft:
        lines = (said.strip() for said in (self.aliases.data or "").splitlines())
        return bodies.BodyDraft(
            name=self.words("name"),
            aliases=tuple(dict.fromkeys(filter(None, lines))),
            sector=self.sector.data,
        )

    def compare(self, body: Organisation) -> list[tuple[str, str, str]]:
        """Both texts side by side; saving again is then a decision."""
        stands = BodyForm.of(body, formdata=None)
        self.seen.data = stands.seen.data
        names = ("name", "name_en", "aliases", "sector")
        fields = [(self[n].label.text, stands[n].data, self[n].data) for n in names]
        return [(str(n), theirs, mine) for n, theirs, mine in fields if theirs != mine]


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    actor, day, page = current_actor(), today(), paging.asked(request.args)
    found = bodies.count(actor, day)
    rows = bodies.listed(actor, day, page)
    return render_template(
        "services/desk/bodies.html",
        rows=rows,
        offered=bodies.offered(actor, day, [row.id for row in rows]),
        editable={row.id for row in rows if allowed(actor, May.EDIT_BODY, row)},
        found=found,
        page=page,
        pages=paging.pages(found),
    )


def _known(uid: UUID) -> Organisation | None:
    return bodies.body(current_actor(), uid, today())


@desk.route("/<uuid:uid>/edit", methods=["GET", "POST"])
@needs(May.EDIT_BODY, _known)
def edit(body: Organisation) -> ResponseReturnValue:
    form, differing = BodyForm.of(body), []
    if form.validate_on_submit():
        try:
            event = bodies.edit(
                current_actor(), body, form.draft(), form.seen.data or "", now()
            )
            return done(event, url_for(".index"))
        except DomainError as error:
            form.reject(error)
            if error.code == "body_conflict":
                differing = form.compare(body)
    page = render_template(
        "services/desk/body.html", form=form, body=body, differing=differing
    )
    return page, 422 if form.is_submitted() else 200
