"""Errors speak to the person: what is wrong, what to do, and nothing typed is lost."""

from http import HTTPStatus

import structlog
from flask import Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from portal.access import current_actor, writes
from portal.blueprints.people import kept
from portal.blueprints.people.forms import SignInForm
from portal.db import db
from portal.domain.errors import DomainError
from portal.labels import wording

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    app.login_manager.unauthorized_handler(sign_in_first)  # type: ignore[attr-defined]
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(OperationalError, _database_failed)
    app.register_error_handler(DomainError, _ruled_out)
    app.register_error_handler(Exception, _failed)


def sign_in_first() -> ResponseReturnValue:
    """Signed out: sign in; a form that was sent stays on the page."""
    form = SignInForm(formdata=None)
    sent = kept.from_request() if writes() else None
    page = render_template("people/desk/sign_in.html", form=form, kept=sent)
    return page, 401


def _form_expired(error: CSRFError) -> ResponseReturnValue:
    """The token does not fit: send again by hand, or sign in first."""
    sent = kept.from_request()
    if not current_actor().is_somebody:
        form = SignInForm(formdata=None)
        form.form_errors.append(_("The page was open too long. Please try again."))
        at_the_door = request.blueprint == "people"
        carried = kept.carried() if at_the_door else sent
        page = render_template("people/desk/sign_in.html", form=form, kept=carried)
    elif sent is None:
        return _page(400)
    else:
        page = render_template("people/desk/again.html", kept=sent)
    return page, 400


def _refused(error: HTTPException) -> ResponseReturnValue:
    db.session.rollback()
    code = error.code or 500
    if error.response is not None:
        return error.response
    if isinstance(error, SecurityError):
        return Response("The portal is not served under this name.\n", code)
    if _for_programs():
        return {"error": error.name}, code
    if not _on_desk():
        return error.get_response()
    return _page(code)


def _database_failed(error: OperationalError) -> ResponseReturnValue:
    """Full disk, locked or unreachable: nothing was saved, and that is said."""
    db.session.rollback()
    log.error("database failed", reason=str(error.orig))
    return _page(503)


def _ruled_out(error: DomainError) -> ResponseReturnValue:
    """A rule refused where no form shows it, such as text sealed with a lost key."""
    db.session.rollback()
    log.error("a rule refused", rule=error.code)
    return _page(500, wording(error.code, error.about))


def _failed(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.exception("a bug")
    if current_app.testing:
        raise error
    return _page(500)


def _for_programs() -> bool:
    return request.path.startswith("/api/")


def _on_desk() -> bool:
    return request.path.startswith("/desk/")


def _page(code: int, said: str | None = None) -> ResponseReturnValue:
    if _for_programs():
        return {"error": HTTPStatus(code).phrase}, code
    sent = kept.from_request() if writes() and code != 413 else None
    return render_template("errors.html", code=code, kept=sent, said=said), code
