"""The list of what a build holds, as it lies on the disk."""

import json
from pathlib import Path

from portal.manifest import Manifest, write


def a_manifest() -> Manifest:
    manifest = Manifest("2026-11-28", "recipe", files={"b": "1", "a": "2"})
    manifest.hold("ways/", {"way:2", "way:1"})
    manifest.hold("towns/", {"town:1"})
    return manifest


def test_what_is_written_is_what_it_holds_also_after_it_was_written_before() -> None:
    manifest = a_manifest()
    before = manifest.as_bytes()
    manifest.hold("ways/", {"way:1", "way:2"})
    assert manifest.as_bytes() == before
    manifest.hold("ways/", {"way:3"})
    manifest.files["a"] = "3"
    manifest.follows["n=1"] = ("short", ["way:1"])
    assert json.loads(manifest.as_bytes()) == {
        "date": "2026-11-28",
        "recipe": "recipe",
        "files": {"a": "3", "b": "1"},
        "needs": {"ways/": ["way:3"], "towns/": ["town:1"]},
        "follows": {"n=1": ["short", ["way:1"]]},
    }


def test_keys_lie_in_their_order_whoever_was_first(tmp_path: Path) -> None:
    manifest = a_manifest()
    write(tmp_path / "manifest.json", manifest.as_bytes())
    read = Manifest.read(tmp_path / "manifest.json")
    assert read == manifest
    assert read.as_bytes() == manifest.as_bytes()
    said = json.loads(manifest.as_bytes())
    assert manifest.as_bytes().decode() == json.dumps(
        said, sort_keys=True, separators=(",", ":")
    )
