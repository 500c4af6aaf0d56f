import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted([*ROOT.glob("portal/**/*.py"), *ROOT.glob("tests/**/*.py")])
SAYS_NOTHING = {"utils", "util", "helpers", "common", "misc", "manager"}
LINES_OF_A_FUNCTION = 30
LINES_OF_A_FILE = 260


def too_long(source: str) -> Iterator[str]:
    """Name the functions that do not fit on a screen."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > LINES_OF_A_FUNCTION:
                yield f"{node.name} has {lines} lines"


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_keeps_the_house_style(file: Path) -> None:
    source = file.read_text()
    assert list(too_long(source)) == []
    assert len(source.splitlines()) <= LINES_OF_A_FILE
    assert file.stem not in SAYS_NOTHING


def test_long_function_is_named() -> None:
    body = "\n".join(["    a = 1"] * LINES_OF_A_FUNCTION)
    assert list(too_long(f"def f():\n{body}")) == ["f has 31 lines"]


def test_templates_keep_scripts_and_styles_out() -> None:
    templates = sorted(ROOT.glob("portal/templates/**/*.html"))
    assert len(templates) >= 3
    for template in templates:
        source = template.read_text()
        assert "<style" not in source, template
        assert " style=" not in source, template
