"""The list of all that a build holds, and how its files come onto the disk."""

import hashlib
import json
import os
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

NAME = "manifest.json"
Follows = tuple[str, list[str]]
_LINK = re.compile(rb'(?:href|src)="(/[^"#?]*)')


class Refused(Exception):
    """Why the site was not built; it stays as it was."""


@dataclass
class Manifest:
    """What a build holds: each address with what it needs and its files' hashes.

    An address without a leading slash stands for one page in each language. `follows`:
    conclusions that pages use, each in short and with what it needs itself.
    """

    date: str
    recipe: str
    needs: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    follows: dict[str, Follows] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        return json.dumps(vars(self), sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def read(cls, file: Path) -> "Manifest":
        """What the file says; one of another edition, or damaged, holds nothing."""
        try:
            return cls(**json.loads(file.read_bytes()))
        except (TypeError, ValueError):
            return cls(date=date.min.isoformat(), recipe="")

    def needing(self, keys: set[str]) -> list[str]:
        """The addresses whose pages need one of these keys."""
        return [a for a, needs in self.needs.items() if not keys.isdisjoint(needs)]

    def concluding(self, keys: set[str]) -> list[str]:
        """The conclusions that need one of these keys."""
        return [
            n for n, (_, needs) in self.follows.items() if not keys.isdisjoint(needs)
        ]

    def conclude(self, drawn: Mapping[str, Follows]) -> None:
        """Take over conclusions, and forget those that no page uses any more."""
        used = {need for needs in self.needs.values() for need in needs if "=" in need}
        self.follows = {n: f for n, f in {**self.follows, **drawn}.items() if n in used}


class Links:
    """The links of the pages of one act, each of which must lead to a file."""

    def __init__(self) -> None:
        self.found: set[bytes] = set()

    def of(self, content: bytes) -> None:
        self.found.update(_LINK.findall(content))

    def check(self, files: Container[str]) -> None:
        """Refused where a link leads nowhere; desk and API answer for their own."""
        inside = (link.decode() for link in self.found)
        ours = (url for url in inside if not url.startswith(("/desk", "/api/")))
        if dead := sorted(url for url in ours if file_of(url[1:]) not in files):
            raise Refused(f"dead links: {', '.join(dead[:5])}")


def file_of(path: str) -> str:
    """The file that holds what stands at a path below the root."""
    return f"{path}index.html" if path.endswith("/") else path


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(file: Path, content: bytes, *, sync: bool = False) -> None:
    """`sync`: the bytes are on the disk when this returns."""
    folder = os.path.dirname(file)
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    with open(file, "wb") as handle:
        handle.write(content)
        if sync:
            handle.flush()
            os.fsync(handle.fileno())


def move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    file.replace(target)


def point(link: Path, folder: Path) -> None:
    """Let the link name the folder, in one step."""
    fresh = link.with_name("current.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.relative_to(link.parent))
    fresh.replace(link)


def stamp(file: Path) -> tuple[int, int]:
    """Changes whenever another file takes this one's place."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns
