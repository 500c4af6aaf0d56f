"""Templates: compiled ones are kept where Python keeps its own bytecode.

Compiling all templates takes seconds, and each app, process and start would do it
again: the desk and the public floor are two apps, and `portal work` is a third process.
"""

import hashlib
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).parent / "templates"
SHAPE = {"trim_blocks": True, "lstrip_blocks": True}


class BesideBytecode(BytecodeCache):
    """Jinja compares the source; what else decides the outcome is part of the name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, bytes] = {}
        self.made_with = f"{version('jinja2')} {SHAPE}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        said = f"{self.made_with} {name} {filename}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key not in self.known:
            with suppress(OSError):
                self.known[bucket.key] = self._file(bucket).read_bytes()
        if found := self.known.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """For the next app of this process, and for the next process if we may write
        there: the package may be somebody else's."""
        self.known[bucket.key] = bucket.bytecode_to_string()
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{uuid4().hex}.pyc"
            fresh.write_bytes(self.known[bucket.key])
            fresh.replace(self._file(bucket))

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.pyc"


KEPT = BesideBytecode(Path(cache_from_source(str(TEMPLATES / "any.py"))).parent)


class PlainGlobals(Environment):
    """Jinja compares the globals of the page with those of each template that it
    imports: in plain dicts it does so at once, in its own chained ones by asking."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        """What stands by the first page; nothing is added once pages are shown."""
        return {**self.globals, **(d or {})}


def jinja_options() -> dict[str, Any]:
    """How both apps read templates."""
    return {**SHAPE, "bytecode_cache": KEPT}
