"""The regulator's file into places: CSV, ODS or Excel, with whatever stands above its heads. No person's name is taken."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from listings.imports.text import decode, one_line
from listings.regulator import rules, sheets
from marketplace.kernel.errors import DomainError

HEADS: Mapping[str, tuple[str, ...]] = {
    "location_id": ("location id", "cqc location id (for office use only)", "cqc location id"),
    "name": ("location name", "name"),
    "provider_id": ("provider id", "cqc provider id (for office use only)", "cqc provider id"),
    "provider_name": ("provider name",),
    "owner": ("provider ownership type", "ownership type"),
    "postcode": ("location postal code", "location postcode", "postcode", "post code", "postal code"),
    "rating": ("location latest overall rating", "latest overall rating", "overall rating", "rating"),
    "rated_on": ("publication date", "rating publication date", "latest rating publication date"),
    "url": ("location url", "url", "location web page"),
}
"""Our field → the heads its column may have, in order of preference. Nothing else of the file is looked at."""
ABOVE = 200
"""Lines above the heads that are read for a day."""


@dataclass(frozen=True)
class Place:
    """One place of the list."""

    location_id: str
    name: str
    provider_id: str = ""
    provider_name: str = ""
    postcode: str = ""
    rating: str = ""
    rated_on: date | None = None
    url: str = ""


@dataclass
class RegulatorList:
    """A file read whole: its places, each number once, the words above its heads, and rows that could not be used."""

    places: list[Place] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    unusable: int = 0


def read_list(path: Path, *, most_bytes: int) -> RegulatorList:
    """Return the list that a file holds.

    Raises DomainError when it is not there, too large, cannot be read, or has no line of heads.
    """
    start = _first_bytes(path, most_bytes=most_bytes)
    found = RegulatorList()
    tables = sheets.tables(path, most_bytes=most_bytes) if sheets.is_sheet(start) else iter([_csv(path)])
    for rows in tables:
        columns = _columns(rows, found.above)
        if columns:
            _take(rows, columns, found)
            return found
    raise DomainError(
        f"{path.name} has no line with “Location ID” and a name over its columns, so it is not the regulator’s list."
    )


def _first_bytes(path: Path, *, most_bytes: int) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise DomainError(f"{path.name} is not a file of its own.")
        if about.st_size > most_bytes:
            raise DomainError(
                f"{path.name} is {about.st_size:,} bytes, more than the {most_bytes:,} that KITH_IMPORT_MAX_BYTES allows."
            )
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise DomainError(f"{path.name} cannot be read: {error.strerror}.") from None
    if not start:
        raise DomainError(f"{path.name} is empty.")
    return start


def _csv(path: Path) -> Iterator[list[Any]]:
    """Yield the rows of a CSV file, whichever sign stands between its cells."""
    text = decode(path.read_bytes())
    if "\x00" in text:
        raise DomainError(f"{path.name} holds bytes that are not text.")
    head = next((line for line in text.splitlines()[:ABOVE] if "location id" in line.lower()), "")
    delimiter = max(",;\t|", key=head.count)
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise DomainError(f"{path.name} cannot be read past line {reader.line_num}: {error}.") from None


def _columns(rows: Iterator[list[Any]], above: list[str]) -> dict[str, int]:
    """Read up to the line of heads; return our field → its column, {} where there is no such line."""
    for row in rows:
        heads = {" ".join(str(cell).replace("_", " ").lower().split()): at for at, cell in reversed([*enumerate(row)])}
        found = {
            ours: next(heads[name] for name in names if name in heads)
            for ours, names in HEADS.items()
            if any(name in heads for name in names)
        }
        if {"location_id", "name"} <= set(found):
            return found
        if len(above) < ABOVE:
            above += [str(cell) for cell in row if cell not in ("", None)]
    return {}


def _take(rows: Iterator[Sequence[Any]], columns: Mapping[str, int], found: RegulatorList) -> None:
    seen = set()
    for row in rows:
        cells = {ours: row[at] for ours, at in columns.items() if at < len(row)}
        number, name = _text(cells, "location_id", 20), _text(cells, "name", 200)
        if not number and not name:
            continue
        if not number or not name or number in seen:
            found.unusable += 1
            continue
        seen.add(number)
        found.places.append(_place(number, name, cells))


def _place(number: str, name: str, cells: Mapping[str, Any]) -> Place:
    alone = _text(cells, "owner", 40).lower() == "individual"
    provider = _text(cells, "provider_name", 200)
    rated = rules.rating(_text(cells, "rating", 60))
    # A provider that is one person has that person's name, and a place may be called after its doctor or owner.
    personal = alone or rules.is_of_a_person(provider)
    return Place(
        location_id=number,
        name=rules.NOT_KEPT if rules.is_of_a_person(name) or (personal and name == provider) else name,
        provider_id=_text(cells, "provider_id", 20),
        provider_name="" if personal else provider,
        postcode=_text(cells, "postcode", 10).upper(),
        rating=rated,
        rated_on=rules.day_of(cells.get("rated_on", "")) if rated else None,
        url=url if (url := _text(cells, "url", 300)).startswith("https://") else "",
    )


def _text(cells: Mapping[str, Any], name: str, most: int) -> str:
    value = cells.get(name, "")
    return (
        value
        if isinstance(value, str) and value.isascii() and value.isalnum() and len(value) <= most
        else one_line(str(value), most=most)
    )
