"""Facets, places and order of all documents of an index as arrays, so that a page counts and cuts in a few operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from marketplace.kernel.postcodes import EARTH_MILES
from search.engine import FARTHER_MILES, WORTH, Point
from search.engines.segments import Numbers, Reals, Truths

MORE_THAN_ANY_DISTANCE = 99_999.0


@dataclass(frozen=True)
class Facet:
    """One facet over all documents: a pair of document and value for each value that a document holds."""

    values: Sequence[str]
    documents: Numbers
    codes: Numbers

    def holding(self, wanted: Sequence[str], size: int) -> Truths:
        """Return which documents hold any of some values."""
        held = np.zeros(size, dtype=bool)
        codes = [at for at, value in enumerate(self.values) if value in set(wanted)]
        held[self.documents[np.isin(self.codes, codes)]] = True
        return held

    def counts(self, among: Truths) -> dict[str, int]:
        """Return value → how many of some documents hold it, without those that none holds."""
        counted = np.bincount(self.codes[among[self.documents]], minlength=len(self.values))
        return {value: int(number) for value, number in zip(self.values, counted, strict=True) if number}


class Columns:
    """Everything but words that a search needs of each document. A deleted one has facts of {}."""

    def __init__(self, facts: Sequence[Mapping[str, Any]]) -> None:
        """Read the facts into arrays."""
        self.size = len(facts)
        self.live: Truths = np.array([bool(one) for one in facts], dtype=bool)
        self.ids: Numbers = np.array([int(one.get("id", 0)) for one in facts], dtype=np.int64)
        self.anywhere: Truths = np.array([bool(one.get("anywhere")) for one in facts], dtype=bool)
        points = [one.get("point") or (np.nan, np.nan) for one in facts]
        self._points: Reals = np.radians(np.array(points, dtype=float).reshape(-1, 2))
        freshness = [str(one.get("freshness", "")) for one in facts]
        self.worth: Reals = np.array([WORTH.get(one, 1.0) for one in freshness], dtype=float)
        self.farther: Reals = np.array([FARTHER_MILES.get(one, 0.0) for one in freshness], dtype=float)
        names = [str(one.get("name", "")).lower() for one in facts]
        self.by_name: Numbers = np.empty(self.size, dtype=np.int64)
        self.by_name[np.array(sorted(range(self.size), key=names.__getitem__), dtype=np.int64)] = np.arange(self.size)
        self.facets = _facets(facts)

    def miles(self, near: Point) -> Reals:
        """Return how far each document is from a point, in miles; not a number where it is nowhere."""
        latitude, longitude = np.radians(near)
        half = np.sin((self._points - (latitude, longitude)) / 2) ** 2
        chord = half[:, 0] + np.cos(latitude) * np.cos(self._points[:, 0]) * half[:, 1]
        away: Reals = 2 * EARTH_MILES * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
        return away


def _facets(facts: Sequence[Mapping[str, Any]]) -> dict[str, Facet]:
    rows: dict[str, tuple[dict[str, int], list[int], list[int]]] = {}
    for number, one in enumerate(facts):
        for name, values in one.get("facets", {}).items():
            codes, documents, held = rows.setdefault(name, ({}, [], []))
            for value in values:
                documents.append(number)
                held.append(codes.setdefault(value, len(codes)))
    return {
        name: Facet(list(codes), np.array(documents, dtype=np.int64), np.array(held, dtype=np.int64))
        for name, (codes, documents, held) in rows.items()
    }
