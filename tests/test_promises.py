"""What docs/security.md promises is held by tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_page_on_security_names_tests_that_are_there() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|csv))`", PAGE))
    there = {str(path.relative_to(ROOT)) for path in ROOT.glob("*/**/*.*")}
    missing = [name for name in named if not any(p.endswith(name) for p in there)]
    assert len(named) > 12
    assert missing == []
    functions = re.findall(r"`(test_\w+)`", PAGE)
    written = "".join(p.read_text() for p in (ROOT / "tests").rglob("*.py"))
    assert [name for name in functions if f"def {name}(" not in written] == []


def test_each_promise_is_kept_or_said_not_to_be() -> None:
    said = {int(n) for n in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    said |= {int(n) for n in re.findall(r"\*\*(\d+)\*\*", PAGE)}
    assert said == set(range(1, 25))
