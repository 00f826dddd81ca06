"""What the documents of an open index mean: their vectors beside the index, read anew when a writer has put in others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from search.embedding import Embedder, key_of, text_of
from search.engine import Document
from search.engines.opened import Opened
from search.engines.segments import Reals, Truths
from search.vectors import Vectors, keys_of, mark, records, write

Vector = NDArray[np.float32]
QUESTIONS_KEPT = 1000
"""The next page of a search and another choice ask the same words again."""


class Known:
    """The vectors of one open index, by the place of its documents."""

    def __init__(self, file: Path, opened: Opened) -> None:
        """Read where each document's vector is."""
        self.vectors = Vectors(file)
        self.keys = keys_of([str(one.get("text", "")) for one in opened.facts])
        self.places = self.vectors.places(self.keys)
        self.wanted = opened.columns.live & (self.keys != b"")
        self.missing = np.flatnonzero(self.wanted & (self.places < 0))
        self.is_empty = not np.any(self.wanted & (self.places >= 0))
        self.spare = not np.isin(self.vectors.keys, self.keys[self.wanted]).all()


class Meanings:
    """Knows what the documents of an index mean, as one embedder reads them."""

    def __init__(self, embedder: Embedder) -> None:
        """Keep the embedder; vectors of others lie in other files."""
        self._embedder = embedder
        self._name = f"vectors-{embedder.name}.npy"
        self._known: WeakKeyDictionary[Opened, Known] = WeakKeyDictionary()
        self._vector = lru_cache(maxsize=QUESTIONS_KEPT)(self._made_for)

    def is_behind(self, opened: Opened) -> bool:
        """Say whether other vectors were written than those that were read."""
        known = self._known.get(opened)
        return known is None or mark(self._file(opened)) != known.vectors.mark

    def read(self, opened: Opened) -> None:
        """Read the vectors of an index that was just opened, and have the embedder ready when there are any."""
        known = Known(self._file(opened), opened)
        if not known.is_empty:
            self._vector("")
        self._known[opened] = known

    def nearness(self, opened: Opened, said: str) -> Callable[[Truths], Reals] | None:
        """Return what tells how near documents are to words; None while none of them has a vector."""
        known = self._known.get(opened)
        if known is None or known.is_empty:
            return None
        asked = self._vector(said)
        return lambda among: known.vectors.near(known.places[among], asked)

    def missing(self, opened: Opened) -> Sequence[int]:
        """Return the listings that have no vector yet."""
        return [int(one) for one in opened.columns.ids[self._of(opened).missing]]

    def made(self, documents: Sequence[Document], opened: Opened) -> dict[str, Vector]:
        """Make the vectors that an index lacks, by the key of their text; a document that it holds otherwise is left."""
        known = self._of(opened)
        lacking = set(known.keys[known.missing].tolist())
        texts = {key: text for text in map(text_of, documents) if (key := key_of(text)).encode() in lacking}
        made = self._embedder.vectors(list(texts.values())) if texts else ()
        return dict(zip(texts, made, strict=True))

    def keep(self, made: Mapping[str, Vector], opened: Opened) -> None:
        """Write vectors beside an index, with those it has and without those of texts it has no more."""
        known = self._of(opened)
        if not made and not known.spare:
            return
        wanted = known.keys[known.wanted]
        new = records(made)
        new = new[np.isin(new["key"], wanted)]
        old = np.isin(known.vectors.keys, wanted) & ~np.isin(known.vectors.keys, new["key"])
        file = self._file(opened)
        try:
            write(file, [known.vectors.records[old], new])
        except FileNotFoundError:
            # The index was made anew meanwhile: these are made for it the next time.
            return
        for other in file.parent.glob("vectors-*.npy"):
            if other != file:
                other.unlink(missing_ok=True)
        self.read(opened)

    def carry(self, before: Path, after: Path) -> None:
        """Take the vectors of one generation of the index to the next."""
        if (before / self._name).exists():
            shutil.copyfile(before / self._name, after / self._name)

    def _of(self, opened: Opened) -> Known:
        if opened not in self._known:
            self.read(opened)
        return self._known[opened]

    def _file(self, opened: Opened) -> Path:
        return opened.folder / self._name

    def _made_for(self, said: str) -> Vector:
        made: Vector = self._embedder.vectors([said])[0]
        return made
