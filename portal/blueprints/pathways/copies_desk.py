"""The desk of copies: start a draft from what another team has published."""

from uuid import UUID

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import copying, linked, queries, reach
from portal.blueprints.pathways.copying import Copy, Services
from portal.blueprints.pathways.drafts import StartDraft
from portal.blueprints.pathways.forms import start_draft, start_form
from portal.domain.errors import DomainError
from portal.domain.pathways import VersionState
from portal.domain.permissions import May, allowed
from portal.time import now, today

desk = Blueprint("copies", __name__)


def _copy(uid: UUID, source: UUID) -> Copy | None:
    """The source for this host; what the actor may not read is not there."""
    host, version = queries.team(uid), queries.version(source)
    if host is None or version is None or version.state != VersionState.PUBLISHED:
        return None
    readable = allowed(current_actor(), May.READ_VERSION, version)
    return Copy(host, version) if readable else None


@desk.route("/new/<uuid:uid>/from/<uuid:source>", methods=["GET", "POST"])
@needs(May.START_PATHWAY, _copy)
def start(copy: Copy) -> ResponseReturnValue:
    services = linked.to_start_with(copy.host)
    template = copying.template_of(copy, services)
    form = start_form(template, services, reach.scopes(copy.host), today())
    if form.validate_on_submit():
        try:
            draft = start_draft(form, template, services)
            event = copying.copy_of(current_actor(), copy, draft, services, now())
            _tell(copy, draft, services)
            return done(event, url_for("pathways.version", uid=event.thing))
        except DomainError as error:
            form.reject(error)
    page = render_template(
        "pathways/desk/start.html",
        form=form,
        host=copy.host,
        template=template,
        source=copy.source,
    )
    return page, 422 if form.is_submitted() else 200


def _tell(copy: Copy, draft: StartDraft, services: Services) -> None:
    """Say which steps still need a service of this town."""
    steps = copying.without_service(copy, draft, services)
    if steps:
        flash(
            _(
                "These steps named a service of the other town: %(numbers)s. Choose"
                " services of yours.",
                numbers=", ".join(map(str, steps)),
            ),
            "due",
        )
