"""What a part of a Whoosh index holds, as arrays: read once for each part, kept while the part is in use.

Whoosh keeps the index on disk, its analysers and its writer. Walking its postings document by document for every search
is what takes its time; here each term is decoded once into arrays, and counting and scoring are a few operations on them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.matching import NullMatcher

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """Documents of one part (their numbers in it) and how often each holds something."""

    documents: Numbers
    times: Reals


NOTHING = Found(np.zeros(0, dtype=np.int64), np.zeros(0))


class Segment:
    """One part of an index. Its arrays have a place for every document, those since deleted included."""

    def __init__(self, reader: Any, *, fields: Sequence[str]) -> None:
        """Read the facts and the lengths of all its documents."""
        self.size: int = reader.doc_count_all()
        self.facts: list[dict[str, Any]] = [{} for _ in range(self.size)]
        for number, stored in reader.iter_docs():
            self.facts[number] = json.loads(stored["facts"])
        self.lengths: dict[str, Reals] = {
            name: np.array([reader.doc_field_length(at, name) or 0 for at in range(self.size)], dtype=float)
            for name in fields
        }
        self._found: dict[tuple[str, tuple[str, ...]], Found] = {}
        self._places: dict[tuple[str, str], dict[int, list[int]]] = {}

    def phrase(self, reader: Any, field: str, words: tuple[str, ...]) -> Found:
        """Return where a word, or words one after the other, stand in a field, and how often."""
        key = (field, words)
        if key not in self._found:
            self._found[key] = _word(reader, field, words[0]) if len(words) == 1 else self._row(reader, field, words)
        return self._found[key]

    def _row(self, reader: Any, field: str, words: tuple[str, ...]) -> Found:
        first, *others = [self._positions(reader, field, word) for word in words]
        found: dict[int, float] = {}
        for number, places in first.items():
            if all(number in one for one in others):
                sets = [set(one[number]) for one in others]
                times = sum(all(place + at in one for at, one in enumerate(sets, 1)) for place in places)
                if times:
                    found[number] = float(times)
        return _arrays(found)

    def _positions(self, reader: Any, field: str, word: str) -> dict[int, list[int]]:
        key = (field, word)
        if key not in self._places:
            matcher, found = _matcher(reader, field, word), {}
            while matcher.is_active():
                found[matcher.id()] = list(matcher.value_as("positions"))
                matcher.next()
            self._places[key] = found
        return self._places[key]


def _word(reader: Any, field: str, word: str) -> Found:
    matcher, found = _matcher(reader, field, word), {}
    while matcher.is_active():
        found[matcher.id()] = matcher.value_as("frequency")
        matcher.next()
    return _arrays(found)


def _matcher(reader: Any, field: str, word: str) -> Any:
    return reader.postings(field, word) if (field, word) in reader else NullMatcher()


def _arrays(found: dict[int, float]) -> Found:
    if not found:
        return NOTHING
    return Found(np.fromiter(found.keys(), dtype=np.int64), np.fromiter(found.values(), dtype=float))
