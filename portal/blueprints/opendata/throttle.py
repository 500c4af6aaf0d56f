"""Programs that ask too often wait: a count for each network, in this process's memory.

Nothing is written down: a public question leaves no trace. A restart forgets the
counts, and each server process has its own; a proxy may be stricter.
"""

from datetime import datetime
from ipaddress import ip_address, ip_network

A_MINUTE = 240
NETWORKS_AT_MOST = 50_000


class Counts:
    """How often each network asked in the minute that runs."""

    def __init__(self, at_most: int = A_MINUTE) -> None:
        self.at_most = at_most
        self._minute = ""
        self._counts: dict[str, int] = {}

    def wait(self, address: str | None, now: datetime) -> int:
        """The seconds that this network has to wait; 0 where it may ask."""
        minute = f"{now:%Y-%m-%dT%H:%M}"
        if minute != self._minute or len(self._counts) > NETWORKS_AT_MOST:
            self._minute, self._counts = minute, {}
        network = network_of(address)
        self._counts[network] = self._counts.get(network, 0) + 1
        return 60 - now.second if self._counts[network] > self.at_most else 0


def network_of(address: str | None) -> str:
    """An IPv4 address, or the network that one house has of IPv6."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return ""
    if known.version == 4:
        return str(known)
    return str(ip_network((known, 64), strict=False))
