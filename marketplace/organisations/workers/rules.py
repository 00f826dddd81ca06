"""What is written of a worker, what may not be, and how two versions differ. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

TEXTS = ("first_name", "title", "about")
LISTS = ("interests", "languages", "skills")
FIELDS = (
    "first_name", "title", "kind", "about", "interests", "languages", "skills", "training", "availability",
    "bank_holidays", "drives", "check_level", "check_month", "check_seen_by", "update_service",
)  # fmt: skip
"""What staff of this site check before everyone may read it, in the order of the page."""
PARTS_OF_DAY = ("day", "evening", "night")
LEVELS = ("none needed", "basic", "standard", "enhanced")
NUMBER = "This looks like the number of a certificate. Leave it out: we never keep it."
_TWELVE = re.compile(r"(?<!\d)\d(?:[ .\-/]?\d){11}(?!\d)", re.ASCII)
_MONTHS = ("%Y-%m", "%m/%Y", "%m %Y", "%B %Y", "%b %Y")


def looks_like_certificate(text: str) -> bool:
    """Say whether a text holds twelve figures in a row, as the number of a certificate has (rule W6)."""
    return _TWELVE.search(text) is not None


def month_of(text: str) -> date:
    """Return the first day of "2026-02", "2/2026" or "February 2026". Raises ValueError."""
    plain = " ".join(text.split())
    for shape in _MONTHS:
        try:
            found = datetime.strptime(plain, shape).date()  # noqa: DTZ007
        except ValueError:
            continue
        if 1990 <= found.year <= 2199:
            return found
        break
    raise ValueError(text)


def courses(text: str, *, this_year: int) -> list[dict[str, Any]]:
    """Return the courses on lines like "First aid, 2025" (row M05). Raises ValueError with the first line that is none."""
    found = []
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            continue
        name, _, year = (part.strip() for part in line.rpartition(","))
        if not name or not re.fullmatch(r"(?:19|20)\d\d", year, re.ASCII) or int(year) > this_year:
            raise ValueError(line)
        found.append({"name": name[:100], "year": int(year)})
    return found


def words_of(text: str) -> list[str]:
    """Return what stands between commas or on lines, each once."""
    parts = (" ".join(part.split())[:60] for part in re.split(r"[,\n]", text))
    return list(dict.fromkeys(part for part in parts if part))


def facts_of(worker: object) -> dict[str, Any]:
    """Return what is written of a worker, by name, as it can be kept: days as text."""
    return {name: _plain(getattr(worker, name)) for name in FIELDS}


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return each fact that changed with what everyone reads now and what they would read, in the order of the page."""
    if before is None:
        return [(name, None, after.get(name)) for name in FIELDS if after.get(name) not in (None, "", [], {})]
    pairs = ((name, before.get(name), after.get(name)) for name in FIELDS)
    return [(name, old, new) for name, old, new in pairs if old != new]


def fingerprint(facts: Mapping[str, Any]) -> str:
    """Return a short text that is the same only for the same facts: what staff saw is what they approve."""
    return hashlib.sha256(json.dumps(dict(facts), sort_keys=True).encode()).hexdigest()[:24]


def days_trouble(*, starts_on: date, ends_on: date) -> str:
    """Return what is wrong with days off, or ""."""
    if ends_on < starts_on:
        return "The last day cannot be before the first."
    return "That is more than a year. Take the worker out instead." if (ends_on - starts_on).days > 366 else ""


def any_certificate(facts: Mapping[str, Any]) -> bool:
    """Say whether any text among the facts holds such a number."""
    return any(looks_like_certificate(text) for text in _texts(facts.values()))


def _texts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(value.values())
        elif isinstance(value, list):
            yield from _texts(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
