"""What a search engine must do, and the plain facts it takes and gives. Pure: no search library, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True)
class Document:
    """One listing as the index holds it."""

    listing_id: int
    fingerprint: str
    """A hash of everything in the document, so that `kith index check` can name what differs."""
    name: str
    tags: str
    body: str
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    point: Point | None = None
    anywhere: bool = False
    """Online or by phone: distance does not count."""
    freshness: str = ""
    """"" while its facts are fresh, "old" after six months, "very_old" after twelve (rule D3)."""


@dataclass(frozen=True)
class Want:
    """One thing that is looked for: the phrases that stand for it, each with how much it counts (1: as it was typed)."""

    phrases: Mapping[str, float]
    weak: bool = False
    """It says little ("help", "group"): it counts among others, and need not be there."""


@dataclass(frozen=True)
class Query:
    """What is asked: wants, choices by facet, a point with miles around it, and which results to return."""

    wants: Sequence[Want] = ()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    near: Point | None = None
    within_miles: float | None = None
    start: int = 0
    size: int = 20
    said: str = ""
    """The words themselves, for an engine that knows what is near in meaning."""


@dataclass(frozen=True)
class Hit:
    """One listing found, with its distance in miles where a point was given and it has one."""

    listing_id: int
    miles: float | None = None


@dataclass(frozen=True)
class ResultPage:
    """Some of the listings found, how many there are in all, and counts by facet and value."""

    total: int
    hits: Sequence[Hit]
    facets: Mapping[str, Mapping[str, int]]
    loose: bool = False
    """True when nothing answers all that is wanted, and these answer some of it."""
    by_meaning: int = 0
    """How many of them have none of the words and are near in meaning: the last ones."""


WORTH = {"": 1.0, "old": 0.85, "very_old": 0.6}
"""How much of its score a page keeps, by how fresh its facts are: it sinks below what answers nearly as well (rule C12)."""
FARTHER_MILES = {"": 0.0, "old": 1.0, "very_old": 3.0}
"""Among pages with the same score, so of all where there are no words, it counts as this much farther away."""


class SearchEngine(Protocol):
    """An index that can be searched, and changed by one writer at a time.

    Pages with old facts sink, by WORTH and FARTHER_MILES; none is left out for its age, and distances told are the true ones.
    """

    def search(self, query: Query) -> ResultPage:
        """Return what is found; never raises for odd words. Raises IndexMissingError when there is no index."""

    def holds(self, word: str) -> bool:
        """Say whether a word, in any of its forms, is in any document. Raises IndexMissingError."""

    def vocabulary(self) -> Mapping[str, int]:
        """Return every word as it is written, in small letters → how often. Raises IndexMissingError."""

    def change(self, put: Iterable[Document], remove: Iterable[int]) -> None:
        """Put documents in the index (each replaces its older self) and take others out, in one commit."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Make a new index beside the old one, swap it in, and return how many documents it holds."""

    def fingerprints(self) -> dict[int, str]:
        """Return listing number → fingerprint of everything in the index."""

    def unlearnt(self) -> Sequence[int]:
        """Return the listings whose meaning is still to be learnt; none where the engine knows only words."""

    def learn(self, documents: Sequence[Document]) -> int:
        """Keep what documents mean that the index holds just so, and forget what those meant that have gone.

        Return how many meanings were new. One process at a time.
        """

    def exists(self) -> bool:
        """Say whether there is an index to search."""


class IndexMissingError(Exception):
    """There is no index yet, or it cannot be read: `kith index rebuild` makes it anew."""
