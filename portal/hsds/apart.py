"""An HSDS file read in a process of its own, within limits, as tables are opened."""

import json
import sys

from portal.domain.intake import as_json
from portal.hsds.brought import read_hsds
from portal.opening.__main__ import enclose

# The portal's own code is in it too, which it imported before.
MEMORY, SECONDS = 1_000_000_000, 30


def main() -> None:
    added = {(kind, code) for kind, code in json.loads(sys.argv[2])}
    enclose(memory=MEMORY, seconds=SECONDS)
    read = read_hsds(sys.stdin.buffer.read(), added=added)
    sys.stdout.write(json.dumps(as_json(read)))


if __name__ == "__main__":
    main()
