"""CSV and flat JSON: columns known by their common names, or by a small mapping file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from listings.imports.facts import Problem, Row
from marketplace.kernel.errors import DomainError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("id", "identifier", "uid", "slug", "service id", "ref", "reference"),
    "name": (
        "name",
        "title",
        "service name",
        "service",
        "organisation name",
        "organisation",
        "organization",
        "group",
        "club",
    ),
    "description": ("body markdown", "description", "details", "about", "summary", "activities", "information", "text"),
    "run_by": ("provider", "provider name", "run by", "organiser"),
    "phone": ("telephone", "phone", "tel", "phone number", "telephone number", "contact number"),
    "email": ("email", "e-mail", "email address", "contact", "contact email"),
    "website": ("website", "url", "link", "web", "web address", "homepage"),
    "address": ("address", "full address", "location", "venue", "street", "address 1"),
    "town": ("town", "city", "area name", "area", "district"),
    "postcode": ("postcode", "post code", "postal code", "zip"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "price": ("price", "cost", "fees", "fee", "charge", "charges"),
    "times": ("opening times", "opening hours", "times", "hours", "when", "day and time", "opening time"),
    "who": ("who", "who for", "eligibility", "referral method", "access"),
    "access": ("accessibility", "access information"),
    "kind": ("kind",),
    "category": ("category", "type", "activity", "topic", "topics", "theme"),
    "tags": ("tags", "subtopics", "keywords", "regions"),
    "dated": ("last checked", "checked", "last updated", "updated", "last modified", "date", "assured date"),
}
"""Our field → the names its column may have, in order of preference (case, underscores and dashes do not matter)."""


def csv_rows(text: str, *, mapping: Mapping[str, str]) -> Iterator[Row | Problem]:
    """Yield the rows of a CSV file. Raises DomainError when it is no table or cannot be read to its end."""
    if "\x00" in text:
        raise DomainError("it holds bytes that are not text")
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096].split("\n", 1)[0], delimiters=",;\t|")
        delimiter = dialect.delimiter
    except csv.Error:
        delimiter = ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(10_000_000)
    try:
        heads = next(reader, [])
        columns = find_columns(heads, mapping=mapping)
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise DomainError(f"it cannot be read past line {reader.line_num}: {error}") from None
    for number, line in lines:
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(heads):
            yield Problem(f"line {number}", "columns", f"there are {len(line)}, and the first line names {len(heads)}")
        else:
            yield _row(f"line {number}", dict(zip(heads, line, strict=True)), columns)


def json_rows(things: list[Any], *, mapping: Mapping[str, str]) -> Iterator[Row | Problem]:
    """Yield the rows of a flat JSON list. Raises DomainError when nothing in it has a name."""
    heads = list(dict.fromkeys(str(name) for one in things if isinstance(one, dict) for name in one))
    columns = find_columns(heads, mapping=mapping)
    for number, one in enumerate(things, 1):
        if isinstance(one, dict):
            yield _row(f"item {number}", one, columns)
        else:
            yield Problem(f"item {number}", "item", "is not a set of named facts")


def find_columns(heads: list[str], *, mapping: Mapping[str, str]) -> dict[str, str]:
    """Return our field → the file's column. Raises DomainError when no column is a name."""
    tidy = {_tidy(head): head for head in reversed(heads)}
    found = {
        ours: next(tidy[name] for name in names if name in tidy)
        for ours, names in COLUMNS.items()
        if any(name in tidy for name in names)
    }
    for ours, theirs in mapping.items():
        if ours not in COLUMNS:
            raise DomainError(f"its mapping file names {ours!r}, which is not one of ours")
        if theirs not in heads:
            raise DomainError(f"its mapping file names the column {theirs!r}, which is not there")
        found[ours] = theirs
    if "name" not in found:
        raise DomainError("no column is a name, so it is not a feed")
    return found


def _row(where: str, facts: Mapping[str, Any], columns: Mapping[str, str]) -> Row:
    given: dict[str, Any] = {ours: facts.get(theirs) for ours, theirs in columns.items()}
    key = given.pop("key", None)
    tags = given.pop("tags", None)
    row = Row(where=where, **given)
    row.key = str(key).strip() if isinstance(key, (str, int)) and not isinstance(key, bool) else ""
    row.tags = tags if isinstance(tags, list) else [tags]
    if isinstance(row.category, list):
        row.tags, row.category = [*row.tags, *row.category], None
    return row


def _tidy(head: str) -> str:
    return " ".join(str(head).replace("_", " ").replace("-", " ").lower().split())
