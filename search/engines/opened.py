"""An index as it stood at one moment, and how well each of its documents answers what is wanted: BM25F over arrays.

Each want is a group of phrases that stand for the same thing. What was typed counts whole, what stands for it less; a
document that holds several of them counts the best and half of the rest, so that a list of synonyms is no advantage.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index

from search.engine import Want
from search.engines.counting import Columns
from search.engines.schema import stems
from search.engines.segments import Numbers, Reals, Segment, Truths

WEIGHTS = {"name": 3.0, "tags": 2.0, "body": 1.1}
EVENNESS = {"name": 0.3, "tags": 0.3, "body": 0.7}
"""How far a long text counts less: 0 not at all, 1 in full (BM25's b)."""
ENOUGH = 1.6
"""How soon one more mention adds little (BM25's k1)."""
REST = 0.4
WORTH_SHOWING = 0.15
"""What answers less than this part of the best answer is not shown: it shares a small word with what was asked."""


class Opened:
    """A generation of the index, open to be read. Parts that the index had before are not read again."""

    def __init__(self, folder: Path, generation: str, *, before: Opened | None = None) -> None:
        """Open it. Raises whoosh's EmptyIndexError, OSError, KeyError or ValueError where it cannot be read."""
        self.folder, self.generation = folder, generation
        self._index = index.open_dir(str(folder))
        self._reader = self._index.reader()
        known = before.parts if before is not None and before.generation == generation else {}
        self.parts: dict[str, Segment] = {}
        self._leaves: list[tuple[Any, int, Segment]] = []
        facts: list[Mapping[str, Any]] = []
        for leaf, start in self._reader.leaf_readers():
            if not leaf.doc_count_all():
                continue
            key = str(leaf.segment().segment_id())
            self.parts[key] = part = known.get(key) or Segment(leaf, fields=tuple(WEIGHTS))
            self._leaves.append((leaf, start, part))
            facts += [{} if leaf.is_deleted(at) else one for at, one in enumerate(part.facts)]
        self.facts = facts
        self.columns = Columns(facts)
        self._lengths = {name: self._length(name) for name in WEIGHTS}
        self._scored: dict[str, Reals] = {}
        self._reading = threading.Lock()  # the threads of a process share one reader, which has one place in its file
        self._vocabulary: dict[str, int] | None = None

    def is_up_to_date(self) -> bool:
        """Say whether nothing was written since it was opened."""
        return bool(self._reader.generation() == self._index.latest_generation())

    def asks(self, wants: Sequence[Want]) -> bool:
        """Say whether anything is looked for beyond small words like "the"."""
        return bool(_with_words(wants))

    def scores(self, wants: Sequence[Want]) -> tuple[Reals, Truths]:
        """Return how well each document answers, and which answer well enough to be shown; all, where nothing is wanted."""
        live = self.columns.live
        wants = _with_words(wants)
        each = [self._answers(want) for want in wants]
        if not wants:
            return np.zeros(self.columns.size), live.copy()
        total = np.where(live, np.sum(each, axis=0), 0.0)
        must = [score for want, score in zip(wants, each, strict=True) if not want.weak] or each
        answered = live & np.any([score > 0 for score in must], axis=0)
        if not answered.any():  # then even what shares a small word is better than nothing
            answered = live & (total > 0)
        best = total[answered].max(initial=0.0)
        return total, answered & (total >= WORTH_SHOWING * best)

    def is_loose(self, wants: Sequence[Want], found: Numbers) -> bool:
        """Say whether none of some documents answers every want that must be answered."""
        wants = _with_words(wants)
        must = [want for want in wants if not want.weak] or wants
        if len(must) < 2:
            return False
        return not np.any(np.all([self._answers(want)[found] > 0 for want in must], axis=0))

    def holds(self, word: str) -> bool:
        """Say whether a word, in any of its forms, is in any document; small words like "the" are taken to be."""
        with self._reading:
            return all(any((name, stem) in self._reader for name in WEIGHTS) for stem in stems(word))

    def vocabulary(self) -> Mapping[str, int]:
        """Return every word as it is written, in small letters → how often."""
        with self._reading:
            if self._vocabulary is None:
                words = list(self._reader.field_terms("plain"))
                self._vocabulary = {str(word): int(self._reader.frequency("plain", word)) for word in words}
            return self._vocabulary

    def _answers(self, want: Want) -> Reals:
        best, total = np.zeros(self.columns.size), np.zeros(self.columns.size)
        heaviest: dict[tuple[str, ...], float] = {}
        for text, weight in want.phrases.items():
            if words := stems(text):
                heaviest[words] = max(weight, heaviest.get(words, 0.0))
        for words, weight in heaviest.items():
            score = weight * self._score(words)
            best = np.maximum(best, score)
            total += score
        return (1 - REST) * best + REST * total

    def _score(self, words: tuple[str, ...]) -> Reals:
        key = " ".join(words)
        if key not in self._scored:
            if len(self._scored) > 5000:
                self._scored.clear()
            with self._reading:
                self._scored[key] = self._bm25f(words)
        return self._scored[key]

    def _bm25f(self, words: tuple[str, ...]) -> Reals:
        times = np.zeros(self.columns.size)
        for name, weight in WEIGHTS.items():
            for leaf, start, part in self._leaves:
                found = part.phrase(leaf, name, words)
                at = found.documents + start
                times[at] += weight * found.times / self._lengths[name][at]
        holding = np.count_nonzero(times[self.columns.live])
        if not holding:
            return np.zeros(self.columns.size)
        rarity = math.log(1 + (np.count_nonzero(self.columns.live) - holding + 0.5) / (holding + 0.5))
        return rarity * times * (ENOUGH + 1) / (times + ENOUGH)

    def _length(self, name: str) -> Reals:
        """Return by what each document's mentions in a field are divided for its length."""
        whole = np.concatenate([part.lengths[name] for _, _, part in self._leaves] or [np.zeros(0)])
        usual = whole[self.columns.live].mean() if self.columns.live.any() else 0.0
        evenness = EVENNESS[name]
        return 1 - evenness + evenness * whole / usual if usual else np.ones(len(whole))


def _with_words(wants: Sequence[Want]) -> list[Want]:
    """Return the wants that have more than small words like "the", which are in no index."""
    return [want for want in wants if any(stems(phrase) for phrase in want.phrases)]
