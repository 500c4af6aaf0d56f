"""The status-neutral note for what is no page: drawings and documents."""

import json
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup

from portal.domain.naming import has_asterisk, names_kosovo


def note_on(said: Any) -> str:
    """The note as plain text where a text in it names Kosovo*; "" elsewhere."""
    if not names_kosovo(said):
        return ""
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    words = get_template_attribute("parts/status_note.html", "note_words")
    return str(Markup(words(has_asterisk(text))).unescape().strip())  # noqa: S704
