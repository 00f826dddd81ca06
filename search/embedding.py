"""What an embedder must do: turn texts into vectors, near to one another where the texts mean alike. Pure but for numpy."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.engine import Document

Rows = NDArray[np.float32]
"""One vector a row, each of length 1."""


class Embedder(Protocol):
    """A model of meaning. Two with one name give the same vectors."""

    name: str
    """Names model and manner, in letters and digits: vectors of another name are never compared with these."""

    def vectors(self, texts: Sequence[str]) -> Rows:
        """Return a vector for each text, in order, whatever the text; those of unlike lists of texts may be compared."""


def text_of(document: Document) -> str:
    """Return what of a document has a meaning: all that is read in it, and nothing that is chosen by."""
    return "\n".join(part for part in (document.name, document.tags, document.body) if part)


def key_of(text: str) -> str:
    """Return what names a text: the same for the same text, so that a vector is made once."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
