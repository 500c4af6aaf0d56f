"""The map's shell as pages use it: drawn once per edition by a process of its own."""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

from portal.assets import read
from portal.recipe import edition

CODE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Shell:
    """What Folium made: an element, and its script with all that it stands on.

    One file, since it starts as soon as it is there, whatever else is still coming.
    """

    markup: str
    script: bytes

    @property
    def address(self) -> str:
        """The address of the script; it changes whenever the content does."""
        return f"/static/{hashlib.sha256(self.script).hexdigest()[:8]}/js/shell.js"


@cache
def shell(folder: Path) -> Shell:
    """The shell of this edition; Folium is asked only where the folder lacks it.

    Folium holds some 150 MB, so it runs in a process that ends.
    """
    kept = folder / f"{edition()[:16]}.json"
    if not kept.exists():
        _draw(kept)
    told = json.loads(kept.read_text())
    stands_on = [read(name)[0] for name in told["loads"]]
    return Shell(told["markup"], b"\n".join([*stands_on, told["script"].encode()]))


def _draw(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{uuid4().hex}.new")
    try:
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "portal.maps", str(fresh)], check=True, cwd=CODE
        )
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    for other in target.parent.glob("*.json"):
        if other != target:
            other.unlink()
