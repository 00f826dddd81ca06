"""Learning what listings mean, after their words are in the index: the index says which have no vector, whatever the cause.

No job is kept for it: after a stop, a new model or an index made anew, what is missing is simply made.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from listings import queries as listings
from marketplace.kernel.db import reading
from search.documents import document
from search.engine import Document, IndexMissingError, SearchEngine

BATCH = 64
"""How many are learnt in one go: a few seconds' work, after which the worker sees to its jobs."""


def learn(
    sessions: sessionmaker[Session],
    engine: SearchEngine,
    *,
    most: int | None = None,
    progress: Callable[[int], object] = lambda _: None,
) -> int:
    """Make the vectors that are missing, `most` at the most, and drop those of texts that have gone; return how many.

    Where another process is at it, it is left to that one. `progress` is told how many more were seen to.
    """
    with _alone(engine) as alone:
        if not alone:
            return 0
        try:
            missing = engine.unlearnt()
            engine.learn([])
        except IndexMissingError:
            return 0
        number = 0
        for start in range(0, len(missing), BATCH):
            if most is not None and number >= most:
                break
            batch = missing[start : start + BATCH]
            made = _documents(sessions, set(batch))  # one that has changed since is left: its job waits
            number += engine.learn(made)
            progress(len(batch))
        return number


def _documents(sessions: sessionmaker[Session], listing_ids: set[int]) -> list[Document]:
    with reading(sessions)() as session:
        return [document(one) for one in listings.all_for_index(session, ids=listing_ids)]


@contextmanager
def _alone(engine: SearchEngine) -> Iterator[bool]:
    """Say whether no other process learns just now: a lock on a file, freed by the system if its holder dies."""
    folder: Path = engine.folder  # type: ignore[attr-defined]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "learner.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
