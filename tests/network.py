"""Keeps the tests from reaching any machine but this one."""

import ipaddress
import sys


class OutsideWorldError(RuntimeError):
    """A test tried to reach another machine."""


def is_here(host: object) -> bool:
    """Tell whether a host is this machine."""
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_outside_world() -> None:
    """Let every later connection to another machine fail."""
    sys.addaudithook(_judge)


def _judge(event: str, details: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = details[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = details[:1]
    else:
        return
    if isinstance(address, tuple) and not is_here(address[0]):
        raise OutsideWorldError(f"a test tried to reach {address[0]}")
