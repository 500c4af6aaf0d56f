"""What every page is made with: our code and words, and the settings that it prints."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from portal.config import CONTENT, Settings

CODE = Path(__file__).parent
PRINTED = {"site_url", "desk_url", "leave_url", "demo"}


def recipe(settings: Settings) -> str:
    """A short name for all of it: another recipe makes another site."""
    printed = settings.model_dump(include=PRINTED)
    said = edition() + json.dumps(printed, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@cache
def edition() -> str:
    """The files that this process runs on, as they were when it first asked."""
    digest = hashlib.sha256(version("folium").encode())
    for folder in (CODE, CONTENT):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
