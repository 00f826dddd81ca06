"""Vectors in a file: one record a text, its key and its vector in half precision, in the order of the keys.

A file is never changed: a new one takes its place in one step, and whoever has the old one mapped keeps it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Records = NDArray[Any]
Mark = tuple[int, int, int] | None

KEY = "S32"
AT_ONCE = 4096
"""How many vectors are compared at once, so that memory stays small."""


class Vectors:
    """The vectors of one file, mapped from the disk: the processes of a machine share them."""

    def __init__(self, file: Path) -> None:
        """Map the file; one that is missing or cannot be read holds nothing."""
        self.mark = mark(file)
        self.records = records({})
        if self.mark:
            try:
                self.records = np.load(file, mmap_mode="r")
            except (OSError, ValueError, EOFError):
                # Not one of ours, or gone since: what it held is made again.
                self.records = records({})
        self.keys: NDArray[np.bytes_] = np.array(self.records["key"])

    def places(self, keys: NDArray[np.bytes_]) -> Numbers:
        """Return where the vector of each key is, -1 where it has none."""
        if not len(self.keys) or not len(keys):
            return np.full(len(keys), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)

    def near(self, places: Numbers, asked: NDArray[np.float32]) -> Reals:
        """Return how near the vectors at some places are to another: their cosine; not a number where the place is -1."""
        near = np.full(len(places), np.nan)
        known = np.flatnonzero(places >= 0)
        for start in range(0, len(known), AT_ONCE):
            part = known[start : start + AT_ONCE]
            some = np.asarray(self.records["vector"][places[part]], dtype=np.float32)
            near[part] = np.einsum("ij,j->i", some, asked)  # not @: its threads wait for one another on a busy machine
        return near


def mark(file: Path) -> Mark:
    """Return what tells one file from the next in its place, None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def keys_of(keys: Sequence[str]) -> NDArray[np.bytes_]:
    """Return keys as they stand in a file."""
    return np.array([key.encode() for key in keys], dtype=KEY)


def records(vectors: Mapping[str, NDArray[np.float32]]) -> Records:
    """Return vectors by key as records."""
    size = len(next(iter(vectors.values()), ()))
    made = np.zeros(len(vectors), dtype=[("key", KEY), ("vector", "<f2", (size,))])
    if vectors:
        made["key"] = keys_of(list(vectors))
        made["vector"] = list(vectors.values())
    return made


def write(file: Path, kept: Sequence[Records]) -> None:
    """Put a file of these records, no two with one key, in place of the one there is, in one step."""
    filled = [part for part in kept if len(part)]
    if not filled:
        file.unlink(missing_ok=True)
        return
    whole = np.concatenate(filled)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with beside.open("wb") as made:
        np.save(made, whole[np.argsort(whole["key"])])
    beside.replace(file)
