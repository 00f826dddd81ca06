"""Reading what a visitor asks from a web address. Pure: anything odd is left out, never an error."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_LETTERS = 200
RADII = (1, 2, 5, 10, 20)
DEFAULT_RADIUS = 10
PAGE_SIZE = 10


@dataclass(frozen=True)
class Asked:
    """What was asked, tidied: words, a postcode or a town as typed, miles, choices by facet, and the page from 1."""

    words: str
    near: str
    radius: int
    choices: Mapping[str, Sequence[str]]
    page: int


def read(get: Mapping[str, Sequence[str]], facets: Sequence[str]) -> Asked:
    """Return what was asked from the values of an address, name → values."""
    radius = _whole(_first(get, "radius"), DEFAULT_RADIUS)
    return Asked(
        words=_tidy(_first(get, "q"))[:MOST_LETTERS],
        near=_tidy(_first(get, "near"))[:40],
        radius=radius if radius in RADII else DEFAULT_RADIUS,
        choices={
            name: sorted({_tidy(value)[:60] for value in get.get(name, ()) if value})
            for name in facets
            if get.get(name)
        },
        page=min(max(_whole(_first(get, "page"), 1), 1), 1000),
    )


def _first(get: Mapping[str, Sequence[str]], name: str) -> str:
    values = get.get(name, ())
    return values[0] if values else ""


def _tidy(text: str) -> str:
    """Return a text with single spaces and no control characters, which no HTML page may hold."""
    return " ".join("".join(" " if unicodedata.category(each) in {"Cc", "Cn"} else each for each in text).split())


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
