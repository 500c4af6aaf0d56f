"""A public pathway as a document for programs; pathway.schema.json says what it is."""

from collections.abc import Container, Mapping
from typing import Any

from portal.domain.words import Words, in_language
from portal.labels import label

FORMAT = "1.2"
TEXTS = ("actor", "action", "details", "refuse", "night")


def document(
    way: Mapping[str, Any],
    language: str,
    *,
    named: Container[str],
    schema: str,
    address: str,
) -> dict[str, Any]:
    """In one language; each text says in which language it really is.

    `named`: the services, by uid, that the page of the pathway shows today.
    """
    said: dict[str, Any] = {
        "$schema": schema,
        "format": FORMAT,
        "uid": way["uid"],
        "address": address,
        "language": language,
        "title": _text(way["title"], language),
        "profile": _coded("profile", way["profile"]),
        "scope": _coded("scope", way["scope"]),
        "municipality": _town(way["municipality"], language),
        "team": _text(way["team"], language),
        "partners": [_place(team, language) for team in way.get("partners", ())],
        "countries": [_coded("country", code) for code in way.get("countries", ())],
        "withdrawn_on": way["withdrawn_on"],
        "status_note": None,
    }
    return said if way["withdrawn_on"] else said | _living(way, language, named)


def _town(town: Mapping[str, Any] | None, language: str) -> dict[str, Any] | None:
    return _place(town, language) if town else None


def _place(named: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {"slug": named["slug"], "name": _text(named["name"], language)}


def _living(
    way: Mapping[str, Any], language: str, named: Container[str]
) -> dict[str, Any]:
    return {
        "version": way["number"],
        "summary": _text(way["summary"], language),
        "published_on": way["published_on"],
        "review_by": way["review_by"],
        "steps": [_step(step, language, named) for step in way["steps"]],
    }


def _step(
    step: Mapping[str, Any], language: str, named: Container[str]
) -> dict[str, Any]:
    return {
        "number": step["number"],
        "kind": step["kind"],
        **{name: _text(step[name], language) for name in TEXTS},
        "limit": step["limit"],
        "consent": step["consent"],
        "shares": bool(step.get("shares")),
        "guardian": bool(step.get("guardian")),
        "service": step["service"] if step["service"] in named else None,
        "next": [
            {"step": way["number"], "answer": _text(way["condition"], language)}
            for way in step["next"]
        ],
    }


def _text(words: Words | None, language: str) -> dict[str, str] | None:
    shown = in_language(words, language)
    return {"text": shown.text, "language": shown.language} if shown.text else None


def _coded(kind: str, code: str) -> dict[str, str]:
    return {"code": code, "name": label(kind, code)}
