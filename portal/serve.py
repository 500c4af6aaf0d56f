"""The embedded server: one master, preloaded workers, and the jobs beside them."""

import gc
import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from portal.config import Settings
from portal.db import db
from portal.patience import PatientWorker

GRACE_SECONDS = 10
WORK_GRACE_SECONDS = 3
RESTART_SECONDS = 2
# What a page makes before the collector looks for circles: it finds none in most.
OBJECTS_OF_A_PAGE = 20_000
QUERY = re.compile(r"\?[^'\"\n]+")
ENDINGS = {signal.SIGTERM, signal.SIGQUIT, signal.SIGINT}


class Master(Arbiter):
    """Gunicorn's master, which also keeps `portal work` running."""

    work: subprocess.Popen[bytes] | None = None
    started = 0.0

    def spawn_worker(self) -> int:
        """Fork; the signals wait until the worker has handlers of its own for them.

        Until then it has the master's, and one that asks it to end would be lost.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        try:
            return int(super().spawn_worker())
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)

    def manage_workers(self) -> None:
        super().manage_workers()
        waited = time.monotonic() - self.started >= RESTART_SECONDS
        if not self._works() and waited:
            self.started = time.monotonic()
            command = [*self.app.work_command, "--beside", str(os.getpid())]
            self.work = subprocess.Popen(  # noqa: S603
                command,
                preexec_fn=_leave_the_terminal_to_the_master,
            )

    def handle_int(self) -> None:
        """Ctrl+C ends the server as SIGTERM does: what was sent is still answered."""
        raise StopIteration

    def stop(self, graceful: bool = True) -> None:
        """Stop the workers, and the jobs: one that is broken off is done again."""
        self._signal_work(signal.SIGTERM)
        super().stop(graceful)
        limit = time.monotonic() + WORK_GRACE_SECONDS
        while self._works() and time.monotonic() < limit:
            time.sleep(0.05)
            self.reap_workers()
        self._signal_work(signal.SIGKILL)

    def _works(self) -> bool:
        return self.work is not None and _alive(self.work.pid)

    def _signal_work(self, number: signal.Signals) -> None:
        if self.work is not None and _alive(self.work.pid):
            os.kill(self.work.pid, number)


def _leave_the_terminal_to_the_master() -> None:
    """Ctrl+C reaches every process; one that is just starting would say so in a
    traceback. The master ends it by SIGTERM in any case."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _alive(pid: int) -> bool:
    """The master reaps every child by itself, so only the system can tell."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class DiscreetLog(Logger):
    """Gunicorn's log; what stands behind a question mark is nobody's business."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(without_questions)


def without_questions(record: logging.LogRecord) -> bool:
    """Cut the queries of addresses out of a line: search words stand there."""
    record.msg, record.args = QUERY.sub("?…", record.getMessage()), None
    return True


class Server(BaseApplication):
    """The app under gunicorn, set up from our settings alone."""

    def __init__(self, app: Flask, *, config: Path, host: str, port: int) -> None:
        self.flask = app
        self.address = f"{host}:{port}"
        self.work_command = [
            *(sys.executable, "-m", "portal"),
            *("--config", str(config), "work"),
        ]
        super().__init__()

    def load_config(self) -> None:
        settings: Settings = self.flask.config["SETTINGS"]
        chosen = {
            "bind": self.address,
            "workers": settings.workers,
            "worker_class": PatientWorker,
            "threads": 1,
            "keepalive": 0,
            "preload_app": True,
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 60,
            "loglevel": "warning",
            "logger_class": DiscreetLog,
            "control_socket_disable": True,
            "worker_tmp_dir": str(settings.data_dir),
            "post_fork": _forget_connections(self.flask),
            "post_worker_init": _hear_endings,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.flask

    def run(self) -> None:
        Master(self).run()


def _hear_endings(worker: Any) -> None:
    """A terminal's Ctrl+C reaches the workers as well: each ends its answer first."""
    signal.signal(signal.SIGINT, worker.handle_exit)
    signal.siginterrupt(signal.SIGINT, False)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def _forget_connections(app: Flask) -> Callable[[Any, Any], None]:
    """A worker never shares a connection with the master that it was forked from."""

    def post_fork(arbiter: Any, worker: Any) -> None:
        with app.app_context():
            db.engine.dispose(close=False)

    return post_fork


def run(app: Flask, *, config: Path, host: str, port: int) -> None:
    """Serve until a signal ends it; the workers share what is loaded by now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_OF_A_PAGE)
    Server(app, config=config, host=host, port=port).run()


@contextmanager
def stop_signal() -> Iterator[Callable[[], bool]]:
    """A question that is answered yes once the process was asked to stop."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, frame: asked.append(received))
    yield lambda: bool(asked)
