"""Compiled templates, kept where Python keeps its own bytecode.

Compiling all templates takes seconds, and each app, process and start would do it
again: the desk and the public floor are two apps, and `portal work` is a third process.
"""

import hashlib
import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).parent / "templates"
SHAPE = {"trim_blocks": True, "lstrip_blocks": True}


class BesideBytecode(BytecodeCache):
    """Jinja compares the source; what else decides the outcome is part of the name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made_with = f"{version('jinja2')} {SHAPE}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        said = f"{self.made_with} {name} {filename}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError), self._file(bucket).open("rb") as kept:
            bucket.load_bytecode(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next one, if we may write there: the package may be
        somebody else's, and then each app compiles as before."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{uuid4().hex}.pyc"
            with fresh.open("wb") as file:
                bucket.write_bytecode(file)
            fresh.replace(self._file(bucket))

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.pyc"


def jinja_options() -> dict[str, Any]:
    """How both apps read templates."""
    folder = Path(cache_from_source(str(TEMPLATES / "any.py"))).parent
    return {**SHAPE, "bytecode_cache": BesideBytecode(folder)}
