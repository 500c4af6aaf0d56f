"""Starts the portal as a person would, in a process and a folder of its own."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120


@dataclass
class Live:
    """A running portal."""

    url: str
    folder: Path
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def output(self) -> str:
        """What it has printed, for instance the demonstration's sign-ins."""
        return self.log.read_text(errors="replace")


@contextmanager
def live_demo(folder: Path) -> Iterator[Live]:
    """Run the demonstration in a folder, on a free port, until the block ends."""
    port = free_port()
    command = ["demo", "--dir", str(folder / "demo"), "--port", str(port)]
    with live_portal(command, folder=folder, port=port) as live:
        yield live


@contextmanager
def live_copy(of: Path, folder: Path) -> Iterator[Live]:
    """Run a copy of a demonstration; it is there sooner than a new one."""
    old, new = of / "demo", folder / "demo"
    shutil.copytree(
        old, new, symlinks=True, ignore=shutil.ignore_patterns("portal.sqlite*")
    )
    with (
        closing(sqlite3.connect(old / "portal.sqlite")) as stands,
        closing(sqlite3.connect(new / "portal.sqlite")) as copied,
    ):
        stands.backup(copied)
    config = new / "portal.toml"
    config.write_text(config.read_text().replace(str(old), str(new)))
    port = free_port()
    command = ["--config", str(config), "serve", "--port", str(port)]
    with live_portal(command, folder=folder, port=port) as live:
        yield live


@contextmanager
def live_portal(
    command: list[str],
    *,
    folder: Path,
    port: int,
    environment: dict[str, str] | None = None,
    path: str = "/sr/",
) -> Iterator[Live]:
    """Run a command of the portal that serves, and wait until a page answers."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "output.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "portal", *command],
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    live = Live(f"http://127.0.0.1:{port}", folder, log, process)
    try:
        wait_until_it_answers(live, path)
        yield live
    finally:
        stop(process)


def wait_until_it_answers(live: Live, path: str) -> None:
    """Ask until a page comes back whole."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and live.process.poll() is None:
        try:
            with urllib.request.urlopen(live.url + path, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the portal did not start:\n{live.output}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the process as Ctrl-C does, and what it started if it does not listen."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(15)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
