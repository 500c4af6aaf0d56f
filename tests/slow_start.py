"""Serves the settings in a folder with workers that take their time to start."""

import sys
import time
from pathlib import Path
from typing import Any

from portal import create_app
from portal.config import settings_from
from portal.serve import Master, Server

START_SECONDS = 2.0


class Slow(Server):
    """A worker is forked at once and has handlers of its own only later."""

    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("post_fork", _linger)


def _linger(master: Master, worker: Any) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        time.sleep(0.05)


if __name__ == "__main__":
    config = Path(sys.argv[1])
    Slow(
        create_app(settings_from(config)),
        config=config,
        host="127.0.0.1",
        port=int(sys.argv[2]),
    ).run()
