"""Hands every test a database of its own, copied from a migrated one."""

import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import make_url

from tests.postgres import Server

ENGINES = ("sqlite", "postgres")


class Databases:
    """The databases of one test process, on both engines."""

    def __init__(self, folder: Path, migrate: Callable[[str], object]) -> None:
        self.folder = folder
        self.migrate = migrate
        self.numbers = count(1)
        self.server: Server | None = None
        self.templates: dict[tuple[str, str], str] = {}

    def empty(self, engine_name: str) -> str:
        """Return the address of a new database without a table."""
        if engine_name == "postgres":
            return self._postgres().create_database()
        return f"sqlite:///{self.folder / f'{next(self.numbers)}.sqlite'}"

    def migrated(self, engine_name: str) -> str:
        """Return the address of a new database with every table and no row."""
        return self.copy(self.template("migrated", engine_name))

    def template(
        self, name: str, engine_name: str, fill: Callable[[str], object] | None = None
    ) -> str:
        """Return a database to copy from, made and filled on first use only."""
        key = (name, engine_name)
        if key not in self.templates:
            if fill is None:
                url, fill = self.empty(engine_name), self.migrate
            else:
                url = self.migrated(engine_name)
            fill(url)
            self.templates[key] = url
        return self.templates[key]

    def copy(self, template: str) -> str:
        """Return the address of a new database equal to another."""
        if template.startswith("postgres"):
            return self._postgres().create_database(template)
        url = self.empty("sqlite")
        source = sqlite3.connect(make_url(template).database or "")
        target = sqlite3.connect(make_url(url).database or "")
        source.backup(target)
        target.close()
        source.close()
        return url

    def drop(self, url: str) -> None:
        """Remove a database."""
        if url.startswith("postgres"):
            self._postgres().drop(url)
            return
        for ending in ("", "-wal", "-shm"):
            Path(f"{make_url(url).database}{ending}").unlink(missing_ok=True)

    def close(self) -> None:
        """Stop the server, if one was needed."""
        if self.server:
            self.server.stop()

    def _postgres(self) -> Server:
        if self.server is None:
            self.server = Server()
            self.server.start()
        return self.server
