"""What is typed for a draft that a colleague has sent meanwhile: shown, not saved."""

from flask import abort, request

from portal.access import current_actor
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.forms import DeskForm
from portal.models import PathwayVersion


def is_late(version: PathwayVersion) -> bool:
    """Whether something was sent for what is no draft any more; who only looks is
    refused."""
    late = not allowed(current_actor(), May.EDIT_VERSION, version)
    if late and request.method != "POST":
        abort(403)
    return late


def refuse(form: DeskForm) -> None:
    """Keep what was typed on the page, and say why it is not saved."""
    form.validate()
    form.reject(DomainError("no_draft"))
