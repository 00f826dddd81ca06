"""Who did what to whose record, and who read it: written in the same transaction as the deed (rule G1 of the domain text).

A person's own reading of their own record is not written down; anybody else's is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Table, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.kernel.db import Base


class AuditEntry(Base):
    """One deed: by whom (none for the site itself), what, on which record, and about whom."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    about_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    """Whose record it is; none for what is nobody's, like a listing."""
    deed: Mapped[str]
    """A noun and a verb, like "visit.agreed" or "visit.read": never a name, never a health word."""
    record: Mapped[str] = mapped_column(index=True)
    """The record's kind and number, like "visit:12"."""


def note(
    session: Session,
    *,
    deed: str,
    record: str,
    at: datetime,
    by_person_id: int | None,
    about_person_id: int | None = None,
) -> None:
    """Write one audit entry beside the deed itself."""
    session.add(AuditEntry(at=at, by_person_id=by_person_id, about_person_id=about_person_id, deed=deed, record=record))


def note_reads(
    session: Session, *, kind: str, reads: Iterable[tuple[int, int]], at: datetime, by_person_id: int
) -> None:
    """Write that someone read records of a kind: pairs of record number and whose it is.

    Reading one's own is left out. All go in one statement, however long the list.
    """
    rows = [
        {
            "at": at,
            "by_person_id": by_person_id,
            "about_person_id": whose,
            "deed": f"{kind}.read",
            "record": f"{kind}:{number}",
        }
        for number, whose in reads
        if whose != by_person_id
    ]
    if rows:
        session.execute(insert(AuditEntry), rows)


def note_lists(session: Session, *, kind: str, people: Iterable[int], at: datetime, by_person_id: int) -> None:
    """Write that someone saw a list with records of a kind: one entry for each person on it, not for each record."""
    note_many(
        session,
        deed=f"{kind}.listed",
        records=[(f"person:{one}", one) for one in sorted(set(people)) if one != by_person_id],
        at=at,
        by_person_id=by_person_id,
    )


def about(session: Session, *, person_id: int, most: int = 100) -> Sequence[AuditEntry]:
    """Return what others did to or read of a person's record, newest first (row K15)."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.about_person_id == person_id, AuditEntry.by_person_id != person_id)
        .order_by(AuditEntry.id.desc())
        .limit(most)
    ).all()


def note_many(
    session: Session, *, deed: str, records: Iterable[tuple[str, int]], at: datetime, by_person_id: int | None
) -> None:
    """Write one audit entry for each of many records and whose each is, in one statement; at once, not at the next flush."""
    rows = [
        {"at": at, "by_person_id": by_person_id, "about_person_id": whose, "deed": deed, "record": record}
        for record, whose in records
    ]
    if rows:
        session.execute(insert(cast("Table", AuditEntry.__table__)), rows)
