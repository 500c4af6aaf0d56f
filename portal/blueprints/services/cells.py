"""From the cells of a row to what they say, each with its own reason if it is wrong."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from portal.blueprints.services import columns
from portal.blueprints.services.columns import Column
from portal.blueprints.services.known_names import Names, flag_of
from portal.domain.errors import DomainError
from portal.domain.pathways import Audience
from portal.domain.places import Tier, point_of
from portal.domain.schedule import WEEKDAYS, NoHours, intervals
from portal.domain.services import ContactKind
from portal.domain.words import CYRILLIC, ENGLISH, typed

Cells = Mapping[str, str]
Values = dict[str, Any]
_NUMBER = re.compile(r"[0-9]{1,7}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T].*)?")
_WHEN = ("by_appointment", "holidays", *(f"hours_{day}" for day in WEEKDAYS))


class Reader:
    """Reads one row; `wrong` holds (column, code, about) of every cell that is not."""

    def __init__(self, cells: Cells, names: Names) -> None:
        self.cells, self.names = cells, names
        self.wrong: list[tuple[str, str, dict[str, str | int]]] = []

    def values(self) -> Values:
        """What the row says, of the columns that the file has."""
        said: Values = {}
        for column in columns.columns(0, 0, office=True):
            if column.code in self.cells and column.code not in _WHEN:
                self._put(said, column)
        if any(code in self.cells for code in _WHEN):
            said["schedule"] = self._schedule()
        if any(code.startswith("contact_") for code in self.cells):
            said["contacts"] = list(self._contacts())
        if any(code.startswith("place_") for code in self.cells):
            said["places"] = list(self._places())
        return said

    def _put(self, said: Values, column: Column) -> None:
        if column.code in ("uid", "reference"):
            return
        if column.kind == "words":
            said.setdefault(column.field, {}).update(self._told(column))
        elif column.kind == "point":
            said["lat"], said["lon"] = self.read(column) or (None, None)
        else:
            said[column.code] = self.read(column)

    def _told(self, column: Column) -> dict[str, str]:
        """The text under its language; an empty cell takes that language away."""
        text = self._text(column)
        if column.code.endswith("_en"):
            return {ENGLISH: text}
        return typed(text) or {CYRILLIC: ""}

    def _text(self, column: Column) -> str:
        text = self.cells.get(column.code, "").strip()
        if column.most and len(text) > column.most:
            self._note(column.code, "text_too_long", most=column.most)
        return text

    def read(self, column: Column) -> Any:
        """What one cell says; None where it is empty or wrong."""
        said = self._text(column)
        try:
            return getattr(self, f"_{column.kind}")(column, said)
        except DomainError as error:
            self._note(column.code, error.code, said=said[:60])
            return None

    def _note(self, column: str, code: str, **about: str | int) -> None:
        self.wrong.append((column, code, about))

    def _line(self, column: Column, said: str) -> str | None:
        return said or None

    def _organisation(self, column: Column, said: str) -> str | None:
        return said or None

    def _code(self, column: Column, said: str) -> str | None:
        if not said:
            return None
        code = self.names.code(column.codes, said)
        if code is None:
            raise DomainError("unknown_word")
        return code

    def _codes(self, column: Column, said: str) -> list[str]:
        return [self._code(column, one) or "" for one in self._parts(column, said)]

    def _parts(self, column: Column, said: str) -> list[str]:
        """By semicolons; by commas where the whole is not one name with a comma."""
        parts = [part.strip() for part in re.split(r"[;\n]", said) if part.strip()]
        return [
            piece.strip()
            for part in parts
            for piece in (
                [part] if self.names.code(column.codes, part) else part.split(",")
            )
            if piece.strip()
        ]

    def _towns(self, column: Column, said: str) -> list[str]:
        parts = re.split(r"[;,\n]", said)
        return [part.strip() for part in parts if part.strip()]

    def _flag(self, column: Column, said: str) -> bool:
        found = flag_of(said)
        if found is None:
            raise DomainError("no_flag")
        return found

    def _number(self, column: Column, said: str) -> int | None:
        if said and not _NUMBER.fullmatch(said):
            raise DomainError("no_number")
        return int(said) if said else None

    def _day(self, column: Column, said: str) -> str | None:
        found = day_of(said)
        if said and found is None:
            raise DomainError("no_day")
        return found.isoformat() if found else None

    def _point(self, column: Column, said: str) -> tuple[float, float] | None:
        found = point_of(said) if said else None
        if said and found is None:
            raise DomainError("no_point")
        return found

    def _hours(self, column: Column, said: str) -> list[list[str]]:
        try:
            return intervals(said)
        except NoHours:
            raise DomainError("no_hours_said") from None

    def _schedule(self) -> Values | None:
        every = columns.every()
        week = {day: self.read(every[f"hours_{day}"]) for day in WEEKDAYS}
        found = {
            "week": {day: hours for day, hours in week.items() if hours},
            "holidays": self.read(every["holidays"]),
            "by_appointment": self.read(every["by_appointment"]),
        }
        return found if any(found.values()) else None

    def _group(self, parts: list[Column]) -> Values | None:
        """What a group of columns says by the last part of their names."""
        if not any(self.cells.get(part.code, "").strip() for part in parts):
            return None
        said: Values = {}
        for part in parts:
            name = part.code.split("_", 2)[2]
            if part.kind == "words":
                texts = said.setdefault(name.removesuffix("_en"), {})
                texts |= {k: v for k, v in self._told(part).items() if v}
            else:
                said[name] = self.read(part)
        return said

    def _contacts(self) -> Iterator[Values]:
        for number in range(1, columns.CONTACTS_AT_MOST + 1):
            said = self._group(columns.contact(number))
            if said is None:
                continue
            value = said["value"] or ""
            said["kind"] = said["kind"] or kind_of(value)
            # What nobody said is told to fewer people.
            said["audience"] = said["audience"] or Audience.PROFESSIONAL.value
            for name in ("value", "label"):
                if not said[name]:
                    self._note(f"contact_{number}_{name}", "cell_needed")
            yield {**said, "value": value}

    def _places(self) -> Iterator[Values]:
        for number in range(1, columns.PLACES_AT_MOST + 1):
            said = self._group(columns.place(number))
            if said is None:
                continue
            lat, lon = said.pop("coordinates") or (None, None)
            if not said["town"]:
                self._note(f"place_{number}_town", "cell_needed")
            texts = {name: said[name] or None for name in ("name", "address")}
            tier = said["tier"] or Tier.AREA.value
            yield {**said, **texts, "tier": tier, "lat": lat, "lon": lon}


def kind_of(value: str) -> str:
    """The kind of a contact, by its look."""
    if value.startswith(("http://", "https://")):
        return ContactKind.WEB.value
    return (ContactKind.EMAIL if "@" in value else ContactKind.PHONE).value


def day_of(said: str) -> date | None:
    """A day as 22. 11. 2026. or 2026-11-22; None for anything else."""
    parts = re.fullmatch(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})\.?", said)
    try:
        if parts:
            return date(int(parts[3]), int(parts[2]), int(parts[1]))
        return date.fromisoformat(said[:10]) if _ISO.fullmatch(said) else None
    except ValueError:
        return None
