"""Connections on which nothing is said, as browsers open them ahead."""

import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.browser.live import Live, live_copy
from tests.processes import seconds_until


def fetched(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read(), "utf-8")


def silent(live: Live, connections: int) -> Iterator[socket.socket]:
    """Connections on which nothing is sent."""
    port = int(live.url.rpartition(":")[2])
    for _ in range(connections):
        yield socket.create_connection(("127.0.0.1", port), timeout=20)


def test_silent_connections_keep_nobody_waiting(
    made_demo: Path, tmp_path: Path
) -> None:
    """Browsers connect ahead of what they will ask, and some connect and go away."""
    with ExitStack() as lines:
        live = lines.enter_context(live_copy(made_demo, tmp_path))
        first, *_ = [lines.enter_context(line) for line in silent(live, 12)]
        started = time.monotonic()
        for _ in range(4):
            assert "</html>" in fetched(f"{live.url}/en/")
        assert time.monotonic() - started < 2
        host = live.url.partition("//")[2]
        first.sendall(f"GET /en/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert first.recv(15).startswith(b"HTTP/1.1 200")


def test_silent_connections_do_not_delay_the_end(
    made_demo: Path, tmp_path: Path
) -> None:
    with ExitStack() as lines:
        live = lines.enter_context(live_copy(made_demo, tmp_path))
        for line in silent(live, 4):
            lines.enter_context(line)
        assert "</html>" in fetched(f"{live.url}/en/")
        live.process.send_signal(signal.SIGTERM)
        assert seconds_until(lambda: live.process.poll() is not None) < 8
