"""What somebody typed into a form that was not taken goes along until it can be."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from portal.domain.personal import without_personal_numbers

SECRET_FIELDS = frozenset(
    {"csrf_token", "password", "again", "code", "kept", "kept_for"}
)


@dataclass(frozen=True)
class Kept:
    """The address that the form was for, and its fields in their order."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def as_json(self) -> str:
        return json.dumps(self.fields)

    @property
    def written(self) -> list[tuple[str, str]]:
        """The fields worth showing: those that hold more than a choice."""
        return [(n, v) for n, v in self.fields if len(v) > 3 and n != "seen_version"]


def from_request() -> Kept | None:
    """The form that was just sent, unless another site sent it."""
    if _from_elsewhere():
        return None
    return Kept(request.path, _fields(request.form.items(multi=True)))


def carried() -> Kept | None:
    """The form that a sign-in page carries along, if its address takes forms."""
    address, text = request.form.get("kept_for", ""), request.form.get("kept", "")
    if _from_elsewhere() or not on_desk(address, "POST"):
        return None
    try:
        pairs = [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return None
    return Kept(address, _fields(pairs))


def _from_elsewhere() -> bool:
    """Browsers say when another site sends a form: nobody typed that one here."""
    return request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")


def _fields(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What goes along: no secrets, and no personal number, which no form would take."""
    instead = _("[personal number taken out]")
    return tuple(
        (name, without_personal_numbers(value, instead))
        for name, value in pairs
        if name not in SECRET_FIELDS
    )


def on_desk(address: str, method: str) -> bool:
    """Whether the address is one of the desk's that answers to the method."""
    path = address.partition("?")[0]
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(path, method=method)
    except HTTPException:
        return False
    return path.startswith("/desk/") and not endpoint.startswith("frozen.")
