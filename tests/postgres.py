"""Starts a PostgreSQL server for the tests, on a socket and without a network."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from tests.borrowed import memory

OWNER = "portal"
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}


def programs() -> Path:
    """Find the folder that holds initdb and postgres."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(installed, key=lambda folder: folder.parent.name, reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError("PostgreSQL is missing; on Debian: apt install postgresql")


class Server:
    """One PostgreSQL server, with its data in a temporary folder of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-pg-", dir=memory()))
        self.process: subprocess.Popen[bytes] | None = None
        self.numbers = count(1)

    def start(self) -> None:
        """Lay the server's files out and wait until it answers."""
        as_other = self._unprivileged()
        data = self.folder / "data"
        initdb = [programs() / "initdb", "--pgdata", data, "--username", OWNER]
        initdb += ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        with (self.folder / "log").open("wb") as log:
            subprocess.run(initdb, check=True, stdout=log, stderr=log, **as_other)
            command = [*_dying_with_us(), programs() / "postgres", "-D", data]
            command += ["-k", self.folder]
            for name, value in FAST.items():
                command += ["-c", f"{name}={value}"]
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, process_group=0, **as_other
            )
        self._wait()

    def stop(self) -> None:
        """Stop the server by its own process and remove its files."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """Return the address of a database as SQLAlchemy spells it."""
        where = {"host": str(self.folder)}
        url = URL.create("postgresql+psycopg", OWNER, database=name, query=where)
        return url.render_as_string(hide_password=False)

    def create_database(self, template: str | None = None) -> str:
        """Make an empty database, or a copy of the one at an address."""
        name = f"t{next(self.numbers)}"
        if template is None:
            self._run(f'CREATE DATABASE "{name}"')
        else:
            source = make_url(template).database
            self._disconnect(source)
            self._run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"{self._by_file()}')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove the database at an address, whoever is still connected."""
        self._run(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def _disconnect(self, name: str | None) -> None:
        self._run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{name}'"
        )

    def _by_file(self) -> str:
        """Copying files, not pages through the log; before 15 there is no other way."""
        with self._connect() as connection:
            known = connection.info.server_version >= 150_000
        return " STRATEGY FILE_COPY" if known else ""

    def _run(self, statement: str) -> None:
        with self._connect() as connection:
            connection.execute(statement.encode())

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        )

    def _unprivileged(self) -> dict[str, object]:
        """Give the files to a user without rights, as PostgreSQL refuses root."""
        if os.geteuid() != 0:
            return {}
        nobody = pwd.getpwnam("nobody")
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError:
                ended = self.process is None or self.process.poll() is not None
                if ended or time.monotonic() > deadline:
                    log = (self.folder / "log").read_text(errors="replace")
                    self.stop()
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)


def _dying_with_us() -> list[str]:
    """Ask the kernel to stop the server even when the tests are killed."""
    program = shutil.which("setpriv")
    return [program, "--pdeathsig", "INT"] if program else []
