"""The page of what stood before each edit; for the team alone, and nothing is done."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal import paging
from portal.access import needs
from portal.blueprints.services import queries, revisions
from portal.blueprints.services.said import FIELDS, said
from portal.domain.permissions import May
from portal.models import Service

desk = Blueprint("revisions", __name__, url_prefix="/<uuid:uid>/changes")


@desk.get("/")
@needs(May.READ_CHANGES, queries.service)
def index(service: Service) -> ResponseReturnValue:
    page = paging.asked(request.args)
    return render_template(
        "services/desk/changes.html",
        service=service,
        steps=revisions.steps(service, page),
        page=page,
        pages=paging.pages(revisions.count(service)),
        names=FIELDS,
        said=said,
    )
