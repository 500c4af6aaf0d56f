"""What tests borrow instead of making it again: the map's shell, memory for files."""

import shutil
from pathlib import Path

from portal.config import Settings

SHELLS = Path(__file__).parent.parent / ".venv" / "cache" / "shells"
MEMORY = Path("/dev/shm")
ROOM = 1_000_000_000


def lend_shell(settings: Settings) -> Settings:
    """Let an instance find the shell that another one of this edition has drawn.

    Folium takes seconds to start. The first instance that needs a shell still draws
    it, since the folder is kept by the portal's own rules.
    """
    SHELLS.mkdir(parents=True, exist_ok=True)
    settings.site_dir.mkdir(parents=True)
    (settings.site_dir / "shells").symlink_to(SHELLS)
    return settings


def memory() -> Path | None:
    """A folder in memory, where there is one with room: databases of tests are many
    small files that live for a second."""
    there = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if there else None
