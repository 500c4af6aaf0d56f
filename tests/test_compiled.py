from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment

from portal.compiled import BesideBytecode, PlainGlobals, jinja_options
from portal.config import Settings
from portal.site import create_site


def said(folder: Path, source: str) -> str:
    """What a new app says that reads its templates through this folder."""
    options = {**jinja_options(), "bytecode_cache": BesideBytecode(folder)}
    reader = Environment(loader=DictLoader({"a": source}), autoescape=True, **options)
    return reader.get_template("a").render(name="<b>")


def test_template_is_compiled_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    assert said(tmp_path, "1 {{ name }}") == "1 &lt;b&gt;"
    kept = {file: file.stat().st_ino for file in tmp_path.iterdir()}
    assert [file.suffix for file in kept] == [".pyc"]
    assert said(tmp_path, "1 {{ name }}") == "1 &lt;b&gt;"
    assert {file: file.stat().st_ino for file in tmp_path.iterdir()} == kept
    assert said(tmp_path, "2 {{ name }}") == "2 &lt;b&gt;"
    assert [file.name for file in tmp_path.iterdir()] == [file.name for file in kept]


def test_broken_file_and_a_folder_of_somebody_else_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    said(tmp_path, "1")
    for file in tmp_path.iterdir():
        file.write_bytes(b"not what it was")
    assert said(tmp_path, "1") == "1"
    (tmp_path / "a file").touch()
    assert said(tmp_path / "a file", "1") == "1"


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert said(tmp_path, "1") == "1"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.one_engine
def test_both_apps_share_what_is_compiled(app: Flask, settings: Settings) -> None:
    apps = (app, create_site(settings))
    caches = [each.jinja_env.bytecode_cache for each in apps]
    folders = [cache.folder for cache in caches if isinstance(cache, BesideBytecode)]
    assert folders[0] == folders[1]
    shapes = {(e.jinja_env.trim_blocks, e.jinja_env.lstrip_blocks) for e in apps}
    assert shapes == {(True, True)}


def test_what_a_page_is_given_reaches_what_it_imports_and_no_other_page() -> None:
    app = Flask("a", static_folder=None)
    app.jinja_environment = PlainGlobals
    app.jinja_env.globals["town"] = "Vranje"
    said = {
        "macro": "{% macro where() %}{{ town }} {{ day }}{% endmacro %}",
        "page": "{% from 'macro' import where with context %}{{ where() }}",
    }
    app.jinja_env.loader = DictLoader(said)
    template = app.jinja_env.get_template("page")
    assert template.render(day="Monday") == "Vranje Monday"
    assert template.render(day="Friday", town="Niš") == "Niš Friday"
    assert template.render() == "Vranje "
