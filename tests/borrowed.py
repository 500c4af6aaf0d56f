"""What tests borrow instead of making it again: the map's shell, addresses, memory."""

import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from portal import paper
from portal.config import Settings

SHELLS = Path(__file__).parent.parent / ".venv" / "cache" / "shells"
MEMORY = Path("/dev/shm")
ROOM = 1_000_000_000
_spoken: dict[str, tuple[Dialect, Any]] = {}


def lend_shell(settings: Settings) -> Settings:
    """Let an instance find the shell that another one of this edition has drawn.

    Folium takes seconds to start. The first instance that needs a shell still draws
    it, since the folder is kept by the portal's own rules.
    """
    SHELLS.mkdir(parents=True, exist_ok=True)
    settings.site_dir.mkdir(parents=True)
    (settings.site_dir / "shells").symlink_to(SHELLS)
    return settings


def share_address_builders() -> None:
    """Werkzeug writes and compiles two functions per address and app, which makes up
    most of what an app costs. They depend on the words of the rule alone."""
    compiled, kept = Rule._compile_builder, dict[Any, Callable[..., Any]]()

    def shared(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
        said = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults))
        key = (*said, append_unknown)
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = shared  # type: ignore[method-assign]


def share_statements(engine: Engine) -> None:
    """Statements are built once for all databases of a kind, as in an instance that has
    run for a while. SQLAlchemy keeps them by dialect, which must have met a server."""
    name = engine.dialect.name
    if name not in _spoken:
        engine.connect().close()
        _spoken[name] = engine.dialect, LRUCache(1_000)
    engine.dialect, statements = _spoken[name]
    engine.update_execution_options(compiled_cache=statements)


def share_papers() -> None:
    """Equal pages are equal files, which take a second each to make."""
    paper._apart = lru_cache(maxsize=100)(paper._apart)


def memory() -> Path | None:
    """A folder in memory, where there is one with room: databases of tests are many
    small files that live for a second."""
    there = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if there else None
