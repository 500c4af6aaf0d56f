"""The schemas of the standard, where they lie beside the project; they are not ours."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
NAME = "standards/hsds-3.1-dev"
# Beside the checkout, or beside one of the folders that hold it.
PLACES = [above / "shared" / NAME for above in ROOT.parents]
ABSENT = "the standard's schemas are not here: nothing was compared with them"


def folder() -> Path | None:
    """Where the schemas lie; None where they do not."""
    return next((place for place in PLACES if place.is_dir()), None)


@cache
def schema(name: str) -> Draft202012Validator:
    """The compiled schema of a service, an organization, a service_at_location."""
    found = folder()
    assert found is not None
    file = found / "schema" / "compiled" / f"{name}.json"
    return Draft202012Validator(
        json.loads(file.read_text()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@cache
def tables() -> dict[str, Any]:
    """The standard's tables by name, each with its fields by name."""
    found = folder()
    assert found is not None
    told = json.loads((found / "datapackage.json").read_text())
    return {
        table["name"]: {field["name"]: field for field in table["schema"]["fields"]}
        for table in told["resources"]
    }


def faults(name: str, thing: dict[str, Any]) -> list[str]:
    """What the standard says against it, and fields that it does not know."""
    told = schema(name)
    found = [
        f"{'/'.join(map(str, error.path))}: {error.message}"[:300]
        for error in told.iter_errors(thing)
    ]
    return found + list(_unknown(thing, told.schema, name))


def _unknown(thing: Any, said: Any, at: str) -> Any:
    """The schemas let unknown fields pass; a typing error would pass with them."""
    if isinstance(thing, list):
        for one in thing:
            yield from _unknown(one, said.get("items", {}), at)
    elif isinstance(thing, dict):
        known = said.get("properties", {})
        for name, value in thing.items():
            if name not in known:
                yield f"{at}/{name}: the standard has no such field"
            else:
                yield from _unknown(value, known[name], f"{at}/{name}")
