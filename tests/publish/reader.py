"""A reader of the site who never stops, in a process of its own.

Reads pages over and over as the server would hand them out, and notes each new view:
`{"site": hash of all pages, "torn": [...]}`, one JSON object a line.
"""

import json
import re
import sys
import time
from pathlib import Path

from portal.frozen import frozen

MARK = re.compile(rb"edition-(\d+)")


def editions(current: Path, paths: list[str]) -> list[int | None]:
    """The edition that each page carries, in the order in which they are read."""
    found = []
    for path in paths:
        content = frozen(current.resolve(), path)
        marks = set(MARK.findall(content or b""))
        whole = content is not None and content.rstrip().endswith(b"</html>")
        found.append(int(marks.pop()) if whole and len(marks) == 1 else None)
    return found


def main(current: Path, out: Path, paths: list[str]) -> None:
    """Read until the file `stop` stands beside the notes."""
    with out.open("w") as notes:
        while not out.with_name("stop").exists():
            there = editions(current, paths)
            back = editions(current, paths[::-1])[::-1]
            notes.write(json.dumps([there, back]) + "\n")
            time.sleep(0.0005)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
