"""What somebody typed into a form that was not taken goes along until it can be."""

import json
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

SECRET_FIELDS = frozenset({"csrf_token", "password", "code", "kept", "kept_for"})


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


def from_request() -> Kept:
    """The form that was just sent."""
    return Kept(request.path, _fields(request.form))


def carried() -> Kept | None:
    """The form that a sign-in page carries along, if its address takes forms."""
    address, text = request.form.get("kept_for", ""), request.form.get("kept", "")
    if not address.startswith("/desk/") or not _takes_forms(address):
        return None
    try:
        pairs = [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError):
        return None
    return Kept(address, tuple(pairs))


def _fields(form: MultiDict[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = form.items(multi=True)
    return tuple((name, value) for name, value in pairs if name not in SECRET_FIELDS)


def _takes_forms(address: str) -> bool:
    try:
        current_app.url_map.bind("localhost").match(address, method="POST")
    except HTTPException:
        return False
    return True
