"""What lies in a folder, and what a reader of the served site gets."""

import hashlib
from pathlib import Path

from portal.frozen import frozen
from portal.publish import Publisher


def tree(folder: Path) -> dict[str, str]:
    """Every file below the folder with the hash of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def built(publisher: Publisher) -> dict[str, str]:
    """The files of the build that is served, with the manifest."""
    return tree(publisher.current.resolve())


def read(publisher: Publisher, path: str) -> str | None:
    """What a reader gets of a file, as text."""
    content = frozen(publisher.current.resolve(), path)
    return None if content is None else content.decode()


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    """The paths that are not the same in both."""
    return {path for path, _ in one.items() ^ other.items()}
