from pathlib import Path

import pytest

from tests.old_browsers import too_new_in_script, too_new_in_style

STATIC = Path(__file__).parent.parent / "portal" / "static"
SHEETS = sorted(STATIC.glob("css/**/*.css"))
SCRIPTS = sorted(STATIC.glob("js/**/*.js"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_old_browsers_read_every_sheet(sheet: Path) -> None:
    assert list(too_new_in_style(sheet.read_text())) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_old_browsers_read_every_script(script: Path) -> None:
    assert list(too_new_in_script(script.read_text())) == []


def test_there_are_sheets_and_scripts_to_read() -> None:
    assert len(SHEETS) >= 3
    assert len(SCRIPTS) >= 1


@pytest.mark.parametrize(
    "source",
    [
        "main:has(p) { color: red }",
        "a:focus, a:focus-visible { outline: 0 }",
        ":is(h1, h2) { margin: 0 }",
        "p:not(.a, .b) { margin: 0 }",
        "@layer base { p { margin: 0 } }",
        "@media (width >= 760px) { p { margin: 0 } }",
        "p { color: oklch(50% 0 0) }",
        "p { min-height: 100dvh }",
        "p { inset: 0 }",
        "p { margin-inline: auto }",
        "p { color: red; & a { color: blue } }",
    ],
)
def test_new_style_is_noticed(source: str) -> None:
    assert list(too_new_in_style(source))
    assert not list(too_new_in_style(f"@supports (x: y) {{ {source} }}"))
    assert not list(too_new_in_style(f"/* {source} */"))


@pytest.mark.parametrize(
    "source",
    [
        "a ||= b;",
        "text.replaceAll(a, b);",
        "items.at(-1);",
        "class A { #b = 1; }",
        "await load();",
        "structuredClone(a);",
        "Promise.any(a);",
    ],
)
def test_new_script_is_noticed(source: str) -> None:
    assert list(too_new_in_script(source))
    assert not list(too_new_in_script(f"let a = 1; // {source}"))


def test_addresses_in_scripts_are_no_comments() -> None:
    assert list(too_new_in_script("const a = `https://x/`; b ??= c;"))
