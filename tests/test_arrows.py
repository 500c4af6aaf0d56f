"""Who may import whom: the arrows of docs/architecture.md."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "portal"
FILES = sorted(ROOT.rglob("*.py"))
ROOMS = {p.name for p in (ROOT / "blueprints").iterdir() if p.is_dir()} - {
    "__pycache__"
}

# What other rooms may read of a room: its queries, what of them are public counts or
# say what works today, and pure views of public snapshots.
SHARED = {"queries", "figures", "working", "shown", "towns"}
OUTSIDE = (
    "effects",
    "desk",
    "site",
    "rooms",
    "cli",
    "demo",
    "publish",
    "work",
    "serve",
    "doctor",
)


def module_of(file: Path) -> str:
    parts = ("portal", *file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def under(name: str, *parts: str) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def broken(file: Path) -> list[str]:
    module, found = module_of(file), []
    for name in imports(file):
        if why := forbidden(module, name):
            found.append(f"{module} imports {name}: {why}")
    return found


def forbidden(module: str, name: str) -> str | None:
    ours = under(name, "portal")
    if under(module, "portal.domain"):
        standard = name.partition(".")[0] in sys.stdlib_module_names
        if not (standard or under(name, "portal.domain")):
            return "domain stands on the standard library alone"
    if under(module, "portal.models") and ours:
        allowed = ("portal.models", "portal.domain", "portal.db")
        if not under(name, *allowed):
            return "models stand on domain"
    if module in ("portal.access", "portal.visible") and under(
        name, "portal.blueprints"
    ):
        return "access knows no room"
    if under(module, "portal.blueprints"):
        return _from_a_room(module, name)
    return None


def _from_a_room(module: str, name: str) -> str | None:
    if under(name, *(f"portal.{outer}" for outer in OUTSIDE)):
        return "rooms do not know who assembles them"
    part = module.rpartition(".")[2]
    if part in ("site", "api") and under(
        name, "portal.models", "portal.sessions", "flask_login"
    ):
        return "the public floor reads snapshots alone"
    if part in ("queries", "snapshot") and under(name, "flask"):
        return "reads know no request"
    own = module.split(".")[2]
    other = name.split(".")
    foreign = under(name, "portal.blueprints") and len(other) > 3 and other[2] != own
    if foreign and other[3] not in SHARED:
        return "rooms share their queries, nothing else"
    return None


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_arrows_point_one_way(file: Path) -> None:
    assert broken(file) == []


def test_the_arrows_are_checked_on_the_whole_house() -> None:
    assert len(FILES) > 50
    assert len(ROOMS) >= 6


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("portal.domain.x", "flask.request"),
        ("portal.models.x", "portal.access.needs"),
        ("portal.blueprints.teams.site", "portal.models.Team"),
        ("portal.blueprints.opendata.api", "portal.models.Service"),
        ("portal.blueprints.teams.desk", "portal.blueprints.pathways.actions.start"),
        ("portal.blueprints.teams.queries", "flask.request"),
        ("portal.blueprints.teams.desk", "portal.effects.EFFECTS"),
    ],
)
def test_a_wrong_arrow_would_be_found(module: str, name: str) -> None:
    assert forbidden(module, name)
