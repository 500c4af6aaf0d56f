"""The API as OpenAPI 3.1 describes it, from the same tables as its answers."""

from typing import Any, NamedTuple

from portal.blueprints.opendata import licence
from portal.blueprints.opendata.asked import PARAMETERS
from portal.languages import ALL

_PAGED = ("page", "per_page", "search", "format")
_TERMS = ("taxonomy_term_id", "taxonomy_id")
_CHANGED = ("organization_id", "modified_after")


class List(NamedTuple):
    """A list of the API: what one of its things is called, and what can be asked."""

    one: str
    thing: str
    parameters: tuple[str, ...]


LISTS = {
    "services": List(
        "service", "service", (*_PAGED, *_TERMS, *_CHANGED, "full", "minimal")
    ),
    "organizations": List("organization", "organization", (*_PAGED, *_TERMS, "full")),
    "service_at_locations": List(
        "service_at_location",
        "service_at_location",
        (*_PAGED, *_TERMS, *_CHANGED, "full"),
    ),
    "taxonomies": List("taxonomy_of", "taxonomy", _PAGED),
    "taxonomy_terms": List(
        "taxonomy_term",
        "taxonomy_term",
        (*_PAGED, "taxonomy_id", "top_only", "parent_id"),
    ),
}
_STANDARD = "https://docs.openreferral.org/en/v3.1.1/"
_REQUIRED = {
    "service": ["id"],
    "organization": ["id", "name", "description"],
    "service_at_location": ["id", "location_id", "location"],
    "taxonomy": ["id", "name", "description"],
    "taxonomy_term": ["id", "code", "name", "description", "taxonomy_id"],
}
_PAGE = {
    **dict.fromkeys(("total_items", "total_pages", "page_number", "size"), "integer"),
    **dict.fromkeys(("first_page", "last_page", "empty"), "boolean"),
}


def described(root: str) -> dict[str, Any]:
    """The description; `root`: the address of this instance."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Services for people affected by trafficking: what is public",
            "version": "1",
            "summary": "HSDS 3.1, read-only, for anybody.",
            "license": {"name": licence.NAME, "url": licence.ADDRESS},
        },
        "servers": [{"url": root or "/"}],
        "externalDocs": {"url": _STANDARD},
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "parameters": _parameters(),
            "responses": _refusals(),
        },
    }


def _paths() -> dict[str, Any]:
    base = "/api/hsds/{language}"
    paths = {
        "/api/openapi.json": {"get": _get("openapi", "This file.", {"type": "object"})},
        f"{base}/": _in_language(_get("about", "What this API is.", _ref("About"))),
    }
    for name, said in LISTS.items():
        page = _get(
            name, f"A page of {name}.", _ref(f"{said.thing}_page"), *said.parameters
        )
        one = _get(said.one, f"One {said.thing}.", _ref(said.thing))
        one["parameters"] = [{"$ref": "#/components/parameters/id"}]
        one["responses"]["404"] = {"$ref": "#/components/responses/404"}
        paths[f"{base}/{name}"] = _in_language(page)
        paths[f"{base}/{name}/{{id}}"] = _in_language(one)
    return paths


def _in_language(get: dict[str, Any]) -> dict[str, Any]:
    return {"parameters": [{"$ref": "#/components/parameters/language"}], "get": get}


def _get(
    name: str, summary: str, schema: dict[str, Any], *parameters: str
) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    refs = [{"$ref": f"#/components/parameters/{name}"} for name in parameters]
    codes = ("400", "429")
    refused = {code: {"$ref": f"#/components/responses/{code}"} for code in codes}
    answers = {"200": {"description": summary, "content": content}, **refused}
    told = {"operationId": name, "summary": summary, "responses": answers}
    return told | ({"parameters": refs} if refs else {})


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Any]:
    page = {name: {"type": kind} for name, kind in _PAGE.items()}
    texts = ("version", "profile", "openapi_url")
    schemas: dict[str, Any] = {
        "About": _object({name: {"type": "string"} for name in texts}, texts),
        "Error": _object({"error": {"type": "string"}}, ["error"]),
    }
    for thing, required in _REQUIRED.items():
        named = {"id": {"type": "string", "format": "uuid"}}
        schemas[thing] = _object(named, required) | {
            "description": f"As HSDS 3.1 says of {thing}.",
            "externalDocs": {"url": _STANDARD},
        }
        contents = {"contents": {"type": "array", "items": _ref(thing)}}
        schemas[f"{thing}_page"] = _object(page | contents, [*_PAGE, "contents"])
    return schemas


def _object(properties: dict[str, Any], required: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _parameters() -> dict[str, Any]:
    told: dict[str, Any] = {
        name: {"name": name, "in": "query", "description": said, "schema": schema}
        for name, (schema, _, said) in PARAMETERS.items()
    }
    prefixes = {"type": "string", "enum": [language.prefix for language in ALL]}
    for name, schema in {"id": {"type": "string"}, "language": prefixes}.items():
        told[name] = {"name": name, "in": "path", "required": True, "schema": schema}
    return told


def _refusals() -> dict[str, Any]:
    said = {
        "400": "A parameter that is unknown or cannot be read.",
        "404": "Nothing public has this id.",
        "429": "Too many questions; Retry-After says how long to wait.",
    }
    content = {"application/json": {"schema": _ref("Error")}}
    return {c: {"description": text, "content": content} for c, text in said.items()}
