"""A worker that answers one request at a time and waits for silent connections."""

import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

# How long somebody may be connected and say nothing. Browsers connect ahead.
SILENT_SECONDS = 15.0


class PatientWorker(ThreadWorker):
    """Silent connections wait beside the request that is being answered.

    Gunicorn's plain worker reads from the first connection that comes: one on which
    nothing is sent holds it up, and two hold up a portal of two workers. As with that
    one, a request that does not end is ended with its worker after the time-out.
    """

    answering = 0

    def enqueue_req(self, conn: TConn) -> None:
        """Answer it if something was sent; wait for it otherwise."""
        if conn.initialized or conn.data_ready:
            self.answering += 1
            self.set_accept_enabled(False)
            super().enqueue_req(conn)
            return
        conn.timeout = time.monotonic() + SILENT_SECONDS
        self.pending_conns.append(conn)
        heard = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, heard)

    def finish_request(self, conn: TConn, answered: Any) -> None:
        self.answering -= 1
        super().finish_request(conn, answered)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Whoever comes meanwhile goes to a worker that is free."""
        super().set_accept_enabled(enabled and not self.answering)

    def notify(self) -> None:
        """Alive is a worker that has answered."""
        if not self.answering:
            super().notify()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """At the end nobody is waited for who has said nothing."""
        for conn in self.pending_conns:
            conn.timeout = 0.0
        super().handle_exit(sig, frame)
