"""What runs below a process, from /proc."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def children(pid: int) -> set[int]:
    """The processes that this one has started and that still run."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(child) for child in found}


def said(pid: int) -> str:
    """The command line of a process; "" once it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def runs(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def sockets(pid: int) -> int:
    """How many connections a process holds open; files that close meanwhile do not
    count."""
    found = 0
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found += os.readlink(link).startswith("socket:")
    return found


def settled(count: Callable[[], int], seconds: float = 1.0) -> int:
    """What is counted once it has not changed for so long."""
    found, since = count(), time.monotonic()
    while time.monotonic() - since < seconds:
        time.sleep(0.02)
        if (now := count()) != found:
            found, since = now, time.monotonic()
    return found


def work_of(master: int) -> int | None:
    """The process that does the jobs of this server."""
    found = [pid for pid in children(master) if " work --beside " in said(pid)]
    return found[0] if found else None


def shared_bytes(pid: int) -> int:
    """Proportional set size: memory that is shared counts for its part."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"no Pss for {os.getpid()}")


def seconds_until(holds: Callable[[], object], patience: float = 60) -> float:
    """How long it took until this was true."""
    started = time.monotonic()
    while not holds():
        if time.monotonic() - started > patience:
            raise TimeoutError(f"not within {patience} seconds")
        time.sleep(0.01)
    return time.monotonic() - started
