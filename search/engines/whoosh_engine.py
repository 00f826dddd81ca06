"""Whoosh 2.7.4, the only file that knows it. One folder a generation; a small file names the one in use.

`Searcher.refresh()` is never called: it brings old versions of a document back in every fork of this library. When the
index has changed, a new searcher is opened instead. Facets, points and fingerprints of all documents are read once for
each searcher, so a page counts over plain lists.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, scoring
from whoosh.analysis import StemmingAnalyzer
from whoosh.index import EmptyIndexError
from whoosh.index import LockError as WhooshLockError
from whoosh.searching import Searcher

from marketplace.kernel.errors import DomainError
from marketplace.kernel.postcodes import miles_between
from search.engine import Document, Hit, IndexMissingError, Point, Query, ResultPage
from search.synonyms import expand

ANALYSER = StemmingAnalyzer()
SCHEMA = fields.Schema(
    listing_id=fields.ID(unique=True, stored=True),
    facts=fields.STORED,
    name=fields.TEXT(analyzer=ANALYSER, field_boost=3.0),
    tags=fields.TEXT(analyzer=ANALYSER, field_boost=2.0),
    body=fields.TEXT(analyzer=ANALYSER),
    plain=fields.TEXT(phrase=False),
)
SEARCHED = ("name", "tags", "body")
MOST_WORDS = 32
LOCK_SECONDS = 30.0
SYNONYM_WEIGHT = 0.4


@dataclass
class _Open:
    """A searcher with what was read from all its documents, by document number."""

    searcher: Searcher
    generation: str
    facts: dict[int, dict[str, Any]]


class WhooshEngine:
    """An index in a folder, searched by many threads and written by one process at a time."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is opened until the first search."""
        self.folder = folder
        self._lock = threading.Lock()
        self._open: _Open | None = None

    def exists(self) -> bool:
        """Say whether there is an index to search."""
        generation = self._generation()
        return bool(generation) and index.exists_in(str(self.folder / generation))

    def search(self, query_: Query) -> ResultPage:
        """Return what is found, best first; without words, by distance or by name. Raises IndexMissingError."""
        opened = self._current()
        with self._lock:  # one searcher is shared by the threads of a process
            scores, corrected, loose = self._match(opened, query_.words)
        found: list[tuple[float, float, str, int, float | None]] = []
        counts: dict[str, Counter[str]] = {}
        chosen = {name: set(values) for name, values in query_.choices.items() if values}
        for number, score in scores.items():
            facts = opened.facts[number]
            away = _miles(query_.near, facts)
            if not facts["anywhere"] and _too_far(query_, away):
                continue
            misses = [name for name, values in chosen.items() if not values & set(facts["facets"].get(name, ()))]
            if len(misses) <= 1:
                _count(counts, facts["facets"], only=misses[0] if misses else None)
            if not misses:
                far = away if away is not None else 99_999.0
                order = (-score, far) if query_.words.strip() else (far if query_.near else 0.0, 0.0)
                found.append((*order, facts["name"].lower(), int(facts["id"]), away))
        found.sort(key=lambda one: one[:4])
        page = found[query_.start : query_.start + query_.size]
        return ResultPage(
            total=len(found),
            hits=[Hit(listing_id=one[3], miles=one[4]) for one in page],
            facets={name: dict(counter) for name, counter in counts.items()},
            corrected=corrected,
            loose=loose,
        )

    def change(self, put: Iterable[Document], remove: Iterable[int]) -> None:
        """Put and remove documents in one commit, waiting for another writer. Raises DomainError when it takes too long."""
        generation = self._generation()
        if not generation:
            self.rebuild(put)
            return
        try:
            writer = index.open_dir(str(self.folder / generation)).writer(timeout=LOCK_SECONDS, delay=0.05)
        except WhooshLockError:
            raise DomainError("Something else is writing the index. Try again in a minute.") from None
        for listing_id in remove:
            writer.delete_by_term("listing_id", str(listing_id))
        for one in put:
            writer.update_document(**_stored(one))
        writer.commit()

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Make a new generation beside, swap it in by one rename, and clear older ones away."""
        generation = uuid.uuid4().hex[:12]
        folder = self.folder / generation
        folder.mkdir(parents=True)
        writer = index.create_in(str(folder), SCHEMA).writer(limitmb=128)
        number = 0
        for one in documents:
            writer.add_document(**_stored(one))
            number += 1
        writer.commit()
        beside = self.folder / f"current.{generation}"
        beside.write_text(generation, encoding="utf-8")
        os.replace(beside, self.folder / "current")  # noqa: PTH105 - the one call that swaps in one step
        for old in self.folder.iterdir():
            # A reader that still has the old files open keeps them until it opens anew.
            if old.is_dir() and old.name != generation:
                shutil.rmtree(old, ignore_errors=True)
        return number

    def fingerprints(self) -> dict[int, str]:
        """Return listing number → fingerprint of every document. Raises IndexMissingError."""
        return {int(facts["id"]): facts["fingerprint"] for facts in self._current().facts.values()}

    def _generation(self) -> str:
        try:
            return (self.folder / "current").read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def _current(self) -> _Open:
        with self._lock:
            generation = self._generation()
            kept = self._open
            if kept and kept.generation == generation and kept.searcher.up_to_date():
                return kept
            if not generation:
                raise IndexMissingError
            try:
                searcher = index.open_dir(str(self.folder / generation)).searcher(weighting=scoring.BM25F())
                facts = {number: json.loads(stored["facts"]) for number, stored in searcher.reader().iter_docs()}
            except (EmptyIndexError, OSError, KeyError, ValueError) as error:
                raise IndexMissingError from error
            self._open = _Open(searcher, generation, facts)
            return self._open

    def _match(self, opened: _Open, words: str) -> tuple[dict[int, float], str, bool]:
        """Return document number → score, the corrected words if any, and whether only some words were held."""
        terms = _terms(words)
        if not terms:  # no words, or only small ones like "a" and "the": everything
            return dict.fromkeys(opened.facts, 0.0), "", False
        found = _scores(opened.searcher, _query(terms, expand(words), every=True))
        if found:
            return found, "", False
        corrected = self._corrected(opened.searcher, words)
        if corrected:
            found = _scores(opened.searcher, _query(_terms(corrected), expand(corrected), every=True))
            if found:
                return found, corrected, False
        return _scores(opened.searcher, _query(_terms(corrected or words), expand(words), every=False)), corrected, True

    def _corrected(self, searcher: Searcher, words: str) -> str:
        """Return the words with those found nowhere replaced by the nearest one in the index, or ""."""
        reader, tried, changed = searcher.reader(), [], False
        for word in words.lower().split()[:MOST_WORDS]:
            known = all(any((name, term.encode()) in reader for name in SEARCHED) for term in _terms(word))
            near = (
                []
                if known or not 3 < len(word) < 25
                else reader.corrector("plain").suggest(word, limit=1, maxdist=2, prefix=1)
            )
            tried.append(near[0] if near else word)
            changed = changed or bool(near)
        return " ".join(tried) if changed else ""


def _terms(words: str) -> list[str]:
    found: list[str] = []
    for token in ANALYSER(words[:500]):
        if token.text not in found:
            found.append(token.text)
    return found[:MOST_WORDS]


def _query(terms: list[str], others: list[str], *, every: bool) -> query.Query:
    parts = [query.Or([query.Term(name, term) for name in SEARCHED]) for term in terms]
    wanted = query.And(parts) if every else query.Or(parts)
    if not others:
        return wanted
    extra = [
        query.Term(name, term, boost=SYNONYM_WEIGHT) for other in others for term in _terms(other) for name in SEARCHED
    ]
    return query.Or([wanted, *extra])


def _scores(searcher: Searcher, wanted: query.Query) -> dict[int, float]:
    results = searcher.search(wanted, limit=None)
    return dict(zip((number for _, number in results.top_n), (score for score, _ in results.top_n), strict=True))


def _stored(one: Document) -> dict[str, Any]:
    facts = {
        "id": one.listing_id, "name": one.name, "fingerprint": one.fingerprint, "point": one.point,
        "facets": {name: list(values) for name, values in one.facets.items()}, "anywhere": one.anywhere,
    }  # fmt: skip
    return {
        "listing_id": str(one.listing_id), "facts": json.dumps(facts), "name": one.name, "tags": one.tags,
        "body": one.body, "plain": f"{one.name} {one.tags} {one.body}",
    }  # fmt: skip


def _miles(near: Point | None, facts: dict[str, Any]) -> float | None:
    return miles_between(near, tuple(facts["point"])) if near and facts["point"] else None


def _too_far(query_: Query, away: float | None) -> bool:
    return query_.within_miles is not None and query_.near is not None and (away is None or away > query_.within_miles)


def _count(counts: dict[str, Counter[str]], facets: dict[str, list[str]], *, only: str | None) -> None:
    """Count a document's values: in every facet, or only in the one facet whose choice it misses."""
    for name, values in facets.items():
        if only is None or name == only:
            counts.setdefault(name, Counter()).update(values)
