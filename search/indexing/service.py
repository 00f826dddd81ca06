"""The index kept true: jobs drained by one writer, the whole made anew beside, differences named."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from listings import queries as listings
from marketplace.kernel import jobs
from marketplace.kernel.db import reading
from search.documents import document
from search.embedders.onnx_embedder import OnnxEmbedder
from search.engine import Document, IndexMissingError, SearchEngine
from search.engines.whoosh_engine import WhooshEngine
from search.indexing import listen

BATCH = 500
listen.set_up()


@lru_cache(maxsize=8)
def engine_for(folder: Path, semantic: tuple[Path, Path] | None = None) -> WhooshEngine:
    """Return the engine of an index folder, one for each folder in a process.

    With the files of a model and its tokenizer it searches by meaning too. Raises SetUpError where they cannot be used.
    """
    return WhooshEngine(folder, OnnxEmbedder(*semantic) if semantic else None)


def kind(sessions: sessionmaker[Session], engine: SearchEngine) -> jobs.Kind:
    """Return the kind of job that keeps an index true, in batches: one commit of the index for many listings."""

    def act(listing_ids: Sequence[int], _at: datetime) -> None:
        # Read behind the writer's lock: whoever writes last has read last.
        with _one_writer(engine), reading(sessions)() as session:
            wanted = set(listing_ids)
            found = listings.all_for_index(session, ids=wanted)
            engine.change([document(one) for one in found], wanted - {one.id for one in found})

    return jobs.Kind(listen.KIND, "Search", act, batch=BATCH)


def drain(sessions: sessionmaker[Session], engine: SearchEngine, *, at: datetime) -> jobs.Done:
    """Do every waiting job; return how many listings were indexed or taken out, and how many jobs failed.

    Jobs are deleted only after the commit of the index that did them: stopped half-way, they are done again, which
    changes nothing.
    """
    return jobs.run_waiting(sessions, kind(sessions, engine), at=at)


def rebuild(
    sessions: sessionmaker[Session], engine: SearchEngine, *, progress: Callable[[int], object] = lambda _: None
) -> int:
    """Make the index anew beside the old one and swap it in; return how many listings it holds.

    Jobs written before it began are done by it; those written meanwhile wait for the next drain. `progress` is told
    how many more were read.
    """
    with _one_writer(engine), reading(sessions)() as session:
        # Just these, by number: a job with a smaller number may still be on its way in another transaction.
        before = session.scalars(select(jobs.Job.id).where(jobs.Job.kind == listen.KIND)).all()
        found = listings.all_for_index(session)

        def documents() -> Iterator[Document]:
            for one in found:
                progress(1)
                yield document(one)

        number = engine.rebuild(documents())
    with sessions() as session:
        for at in range(0, len(before), BATCH):
            session.execute(delete(jobs.Job).where(jobs.Job.id.in_(before[at : at + BATCH])))
        session.commit()
    return number


def check(session: Session, engine: SearchEngine) -> list[str]:
    """Return one sentence for each listing in which index and database differ."""
    try:
        indexed = engine.fingerprints()
    except IndexMissingError:
        return ["There is no index. Run `kith index rebuild`."]
    wanted = {one.id: document(one).fingerprint for one in listings.all_for_index(session)}
    wrong = [f"Listing {one} is not in the index." for one in sorted(wanted.keys() - indexed.keys())]
    wrong += [f"Listing {one} is in the index and should not be." for one in sorted(indexed.keys() - wanted.keys())]
    wrong += [
        f"Listing {one} is out of date in the index."
        for one in sorted(wanted.keys() & indexed.keys())
        if wanted[one] != indexed[one]
    ]
    return wrong


def waiting(session: Session) -> int:
    """Return how many jobs wait."""
    return jobs.waiting(session, kind=listen.KIND)


@contextmanager
def _one_writer(engine: SearchEngine) -> Iterator[None]:
    """Let one process at a time write: a lock on a file beside the index, freed by the system if its holder dies."""
    folder: Path = engine.folder  # type: ignore[attr-defined]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
