"""Every view states who may use it; a view that does not stops the start."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.db import begin_write, db
from portal.domain.people import NOBODY, Actor
from portal.domain.permissions import May, allowed, readable

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class UndeclaredAccess(Exception):
    """A view without `@needs` or `@open_to_all`."""


def current_actor() -> Actor:
    """Who asks, as the session says."""
    return getattr(current_user, "actor", NOBODY)


def writes() -> bool:
    return request.method not in SAFE_METHODS


def needs(
    may: May,
    load: Callable[..., Any] | None = None,
    *,
    first: Callable[[Any], Any] | None = None,
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Load the thing, judge the actor, hand the thing to the view, commit at the edge.

    `first` is slow work done before the writer's place is taken, its result handed on.
    Missing or unreadable: 404. Readable, not permitted: 403. An error writes nothing.
    """

    def declare(view: Callable[..., ResponseReturnValue]) -> Any:
        @wraps(view)
        def guarded(**address: Any) -> ResponseReturnValue:
            if not current_actor().is_somebody:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            done = _before_writing(may, load, first, address)
            if writes():
                begin_write()
            thing = _judged(may, load, address)
            given = (*((thing,) if load else ()), *((done,) if first else ()))
            response = make_response(view(*given))
            _end(response.status_code)
            return response

        guarded.access = may  # type: ignore[attr-defined]
        return guarded

    return declare


def _before_writing(
    may: May,
    load: Callable[..., Any] | None,
    first: Callable[[Any], Any] | None,
    address: dict[str, Any],
) -> Any:
    if first is None or not writes():
        return None
    return first(_judged(may, load, address))


def _judged(may: May, load: Callable[..., Any] | None, address: dict[str, Any]) -> Any:
    actor = current_actor()
    thing = load(**address) if load else None
    if load and thing is None:
        abort(404)
    if not allowed(actor, may, thing):
        abort(403 if readable(actor, may, thing) else 404)
    return thing


def _end(status: int) -> None:
    if not writes():
        db.session.close()
    elif status < 400:
        db.session.commit()
    else:
        db.session.rollback()


def open_to_all(view: View) -> View:
    """State that anybody may use this view."""
    view.access = "open"  # type: ignore[attr-defined]
    return view


def check_declared(app: Flask) -> None:
    """Stop the start unless every view states its access."""
    silent = [
        name for name, view in app.view_functions.items() if not hasattr(view, "access")
    ]
    if silent:
        raise UndeclaredAccess(f"these views state no access: {', '.join(silent)}")
