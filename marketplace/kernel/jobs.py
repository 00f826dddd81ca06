"""Work to be done after a transaction, kept in the same database: one mechanism for SQLite and PostgreSQL.

A job is written in the transaction that makes it needed, so it exists exactly when its cause does. A worker takes a
batch by writing a hold on it and commits before it starts (no lock is kept while mail is sent or an index written);
a worker that dies loses its hold and the job is taken again. What fails is tried again, ever more slowly, then parked
for the site's staff to see. Doing a job twice must change nothing: whoever handles a kind sees to that.

Decision: libraries were looked at. Those that serve both databases keep their queue in a store of their own, so a job
could be lost or done for something that was rolled back; procrastinate and pgqueuer are for PostgreSQL only. This file
is what is left once the queue is a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, delete, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from marketplace.kernel.db import Base, reading
from marketplace.kernel.errors import DomainError

HOLD = timedelta(minutes=10)
"""How long a worker may take over one batch before another may take it."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""How long to wait after the first failure, the second…; after the last one a job is parked."""


class GiveUpError(DomainError):
    """Trying again would not help: the job is parked at once."""


class Job(Base):
    """One thing to do for one record. No foreign key: the record may be gone, which is also an answer."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_kind_due", "kind", "parked_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record_id: Mapped[int]
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    held_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    parked_at: Mapped[datetime | None] = mapped_column(index=True)
    trouble: Mapped[str] = mapped_column(default="")
    """The sort of error, never its text: an error may name a person."""


@dataclass(frozen=True)
class Kind:
    """A kind of job: its name, how staff read it, how many at once, and what does them.

    `act` is given record numbers and the time; it opens and commits its own transactions.
    """

    name: str
    words: str
    act: Callable[[Sequence[int], datetime], None]
    batch: int = 1


@dataclass(frozen=True)
class Done:
    """How many records were seen to, and how many jobs failed this time."""

    records: int = 0
    failed: int = 0


def write(session: Session, *, kind: str, record_ids: Iterable[int], at: datetime) -> None:
    """Write one job for each record, beside what made it needed. Safe inside a flush."""
    rows = [
        {"kind": kind, "record_id": one, "written_at": at, "due_at": at, "tries": 0, "trouble": ""}
        for one in record_ids
    ]
    if rows:
        session.execute(insert(Job), rows)


def run_waiting(sessions: sessionmaker[Session], kind: Kind, *, at: datetime) -> Done:
    """Do every job of a kind that is due, batch by batch.

    A batch that fails is tried one by one, so that one bad record holds up no other.
    """
    records, failed = 0, 0
    while taken := _take(sessions, kind, at=at):
        ids = sorted(set(taken.values()))
        try:
            kind.act(ids, at)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the job is kept, counted and shown to staff
            if len(ids) == 1:
                failed += len(taken)
                _failed(sessions, list(taken), error, at=at)
                continue
            bad = _one_by_one(sessions, kind, taken, at=at)
            failed += bad
            records += len(ids) - bad
            continue
        records += len(ids)
        _finish(sessions, list(taken))
    return Done(records, failed)


def waiting(session: Session, *, kind: str = "") -> int:
    """Return how many jobs wait (of a kind, or of all)."""
    return _count(session, Job.parked_at.is_(None), kind)


def parked(session: Session) -> Sequence[Job]:
    """Return the jobs that were given up, oldest first, for staff to see."""
    return session.scalars(select(Job).where(Job.parked_at.is_not(None)).order_by(Job.id).limit(200)).all()


def try_again(session: Session, *, job_ids: Iterable[int], at: datetime) -> int:
    """Let parked jobs be tried from the start; return how many."""
    moved = session.scalars(select(Job).where(Job.id.in_(list(job_ids)), Job.parked_at.is_not(None))).all()
    for job in moved:
        job.parked_at, job.tries, job.due_at, job.held_until = None, 0, at, None
    session.flush()
    return len(moved)


def _count(session: Session, state: object, kind: str) -> int:
    wanted = select(func.count()).select_from(Job).where(state)  # type: ignore[arg-type]
    return session.scalar(wanted.where(Job.kind == kind) if kind else wanted) or 0


def _take(sessions: sessionmaker[Session], kind: Kind, *, at: datetime) -> dict[int, int]:
    """Hold the next batch and return job → record.

    On PostgreSQL two workers never take the same row (SKIP LOCKED); on SQLite their transactions follow each other.
    """
    due = (
        select(Job.id, Job.record_id)
        .where(Job.kind == kind.name, Job.parked_at.is_(None), Job.due_at <= at)
        .where(or_(Job.held_until.is_(None), Job.held_until <= at))
        .order_by(Job.id)
        .limit(kind.batch)
    )
    with reading(sessions)() as looking:
        # An idle worker asks every second: it must not queue with those who write.
        if looking.execute(due).first() is None:
            return {}
    with sessions() as session:
        found = dict(session.execute(due.with_for_update(skip_locked=True)).tuples().all())
        session.execute(update(Job).where(Job.id.in_(found)).values(held_until=at + HOLD))
        session.commit()
    return found


def _one_by_one(sessions: sessionmaker[Session], kind: Kind, taken: dict[int, int], *, at: datetime) -> int:
    bad = 0
    for record in sorted(set(taken.values())):
        job_ids = [job for job, of in taken.items() if of == record]
        try:
            kind.act([record], at)
        except Exception as error:  # noqa: BLE001 - as above
            bad += 1
            _failed(sessions, job_ids, error, at=at)
        else:
            _finish(sessions, job_ids)
    return bad


def _finish(sessions: sessionmaker[Session], job_ids: list[int]) -> None:
    with sessions() as session:
        session.execute(delete(Job).where(Job.id.in_(job_ids)))
        session.commit()


def _failed(sessions: sessionmaker[Session], job_ids: list[int], error: Exception, *, at: datetime) -> None:
    with sessions() as session:
        for job in session.scalars(select(Job).where(Job.id.in_(job_ids))):
            job.trouble = type(error).__name__
            job.held_until = None
            if isinstance(error, GiveUpError) or job.tries >= len(WAITS):
                job.parked_at = at
            else:
                job.due_at = at + WAITS[job.tries]
            job.tries += 1
        session.commit()
