"""Whoosh 2.7.4, the only file that opens it. One folder a generation; a small file names the one in use.

`Searcher.refresh()` is never called: it brings old versions of a document back in every fork of this library. When the
index has changed, it is opened anew: beside the searches that go on, unless this very process changed it.

What documents mean is kept beside, in a file of the generation's folder (search/engines/meanings.py), where there is
an embedder; without one, or before a document's vector is made, words alone decide.
"""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.index import EmptyIndexError
from whoosh.index import LockError as WhooshLockError

from marketplace.kernel.errors import DomainError
from search.embedding import Embedder
from search.engine import Document, Hit, IndexMissingError, Query, ResultPage
from search.engines.counting import MORE_THAN_ANY_DISTANCE
from search.engines.meanings import Meanings
from search.engines.opened import Opened
from search.engines.schema import SCHEMA, stored
from search.engines.segments import Reals, Truths
from search.fusion import with_meaning

LOCK_SECONDS = 30.0


class WhooshEngine:
    """An index in a folder, searched by many threads and written by one process at a time."""

    def __init__(self, folder: Path, embedder: Embedder | None = None) -> None:
        """Keep the folder; nothing is opened until the first search."""
        self.folder = folder
        self._meanings = Meanings(embedder) if embedder else None
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._stale = False
        self._opening: threading.Thread | None = None

    def exists(self) -> bool:
        """Say whether there is an index to search."""
        generation = self._generation()
        return bool(generation) and index.exists_in(str(self.folder / generation))

    def search(self, query: Query) -> ResultPage:
        """Return what is found, best first; without words, by distance or by name; old pages lower. Raises IndexMissingError."""
        opened = self._current()
        scores, answered = opened.scores(query.wants)
        columns = opened.columns
        scores = scores * columns.worth  # after it is settled what answers: what is old sinks and never vanishes
        away = columns.miles(query.near) if query.near else None
        reachable = _near_enough(opened, query, away)
        added = np.zeros(columns.size, dtype=bool)
        if (near := self._nearness(opened, query)) is not None:
            scores, added = with_meaning(scores, answered=answered, reachable=reachable, nearness=near)
        within = (answered | added) & reachable
        passed = {
            name: columns.facets[name].holding(values, columns.size)
            if name in columns.facets
            else np.zeros(columns.size, dtype=bool)
            for name, values in query.choices.items()
            if values
        }
        misses = sum((~one for one in passed.values()), start=np.zeros(columns.size, dtype=np.int64))
        found = np.flatnonzero(within & (misses == 0))
        far = np.nan_to_num(away, nan=MORE_THAN_ANY_DISTANCE) if away is not None else np.zeros(columns.size)
        far = far + columns.farther
        order = np.lexsort((columns.ids[found], columns.by_name[found], far[found], -scores[found]))
        page = found[order[query.start : query.start + query.size]]
        return ResultPage(
            total=len(found),
            hits=[Hit(int(columns.ids[at]), _miles(away, at)) for at in page],
            facets=_counts(opened, within, misses, passed),
            loose=opened.is_loose(query.wants, found[answered[found]]),
            by_meaning=int(np.count_nonzero(added[found])),
        )

    def unlearnt(self) -> Sequence[int]:
        """Return the listings without a vector; none where there is no embedder. Raises IndexMissingError."""
        return self._meanings.missing(self._open_anew()) if self._meanings else ()

    def learn(self, documents: Sequence[Document]) -> int:
        """Make the vectors of documents that have none, and drop those of texts that have gone. Raises IndexMissingError."""
        if self._meanings is None:
            return 0
        made = self._meanings.made(documents, self._open_anew())
        self._meanings.keep(made, self._open_anew())
        return len(made)

    def holds(self, word: str) -> bool:
        """Say whether a word, in any of its forms, is in any document. Raises IndexMissingError."""
        return self._current().holds(word)

    def vocabulary(self) -> Mapping[str, int]:
        """Return every word as it is written, in small letters → in how many documents. Raises IndexMissingError."""
        return self._current().vocabulary()

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
            writer.update_document(**stored(one))
        writer.commit()
        self._stale = True

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Make a new generation beside, swap it in by one rename, and clear older ones away."""
        generation = uuid.uuid4().hex[:12]
        folder = self.folder / generation
        folder.mkdir(parents=True)
        writer = index.create_in(str(folder), SCHEMA).writer(limitmb=128)
        number = 0
        for one in documents:
            writer.add_document(**stored(one))
            number += 1
        writer.commit()
        if self._meanings and (before := self._generation()):
            # Vectors go by their text: those of unchanged ones are as good in the new generation.
            self._meanings.carry(self.folder / before, folder)
        beside = self.folder / f"current.{generation}"
        beside.write_text(generation, encoding="utf-8")
        os.replace(beside, self.folder / "current")  # noqa: PTH105 - the one call that swaps in one step
        for old in self.folder.iterdir():
            # A reader that still has the old files open keeps them until it opens anew.
            if old.is_dir() and old.name != generation:
                shutil.rmtree(old, ignore_errors=True)
        self._stale = True
        return number

    def fingerprints(self) -> dict[int, str]:
        """Return listing number → fingerprint of every document. Raises IndexMissingError."""
        return {int(one["id"]): str(one["fingerprint"]) for one in self._open_anew().facts if one}

    def _generation(self) -> str:
        try:
            return (self.folder / "current").read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def _current(self) -> Opened:
        """Return the index as it is, or as it was a moment ago while the change of another process is being read."""
        kept = self._opened
        if kept is None or self._stale:
            return self._open_anew()
        if self._is_behind(kept):
            with self._lock:
                if self._opening is None or not self._opening.is_alive():
                    self._opening = threading.Thread(target=self._open_quietly, daemon=True)
                    self._opening.start()
        return kept

    def _open_anew(self) -> Opened:
        with self._lock:
            generation, kept = self._generation(), self._opened
            if kept and not self._stale and kept.generation == generation and kept.is_up_to_date():
                if self._meanings and self._meanings.is_behind(kept):
                    self._meanings.read(kept)
                return kept
            if not generation:
                raise IndexMissingError
            self._stale = False
            try:
                opened = Opened(self.folder / generation, generation, before=kept)
            except (EmptyIndexError, OSError, KeyError, ValueError) as error:
                raise IndexMissingError from error
            if self._meanings:
                self._meanings.read(opened)
            self._opened = opened
            return opened

    def _is_behind(self, kept: Opened) -> bool:
        if kept.generation != self._generation() or not kept.is_up_to_date():
            return True
        return self._meanings is not None and self._meanings.is_behind(kept)

    def _nearness(self, opened: Opened, query: Query) -> Callable[[Truths], Reals] | None:
        """Return what tells how near documents are in meaning; None where no meaning is known, or none was asked for."""
        if self._meanings is None or not query.said.strip() or not opened.asks(query.wants):
            return None
        return self._meanings.nearness(opened, query.said)

    def _open_quietly(self) -> None:
        try:
            self._open_anew()
        except IndexMissingError:
            # Being made anew just now: the next search looks again.
            return


def _near_enough(opened: Opened, query: Query, away: Reals | None) -> Truths:
    columns = opened.columns
    if away is None or query.within_miles is None:
        return columns.live
    with np.errstate(invalid="ignore"):
        return columns.live & (columns.anywhere | (away <= query.within_miles))


def _miles(away: Reals | None, at: int) -> float | None:
    return None if away is None or np.isnan(away[at]) else float(away[at])


def _counts(opened: Opened, within: Truths, misses: Any, passed: Mapping[str, Truths]) -> dict[str, dict[str, int]]:
    """Count each facet's values among what is found without that facet's own choice."""
    whole, counted = within & (misses == 0), {}
    for name, facet in opened.columns.facets.items():
        among = whole | (within & (misses == 1) & ~passed[name]) if name in passed else whole
        if found := facet.counts(among):
            counted[name] = found
    return counted
