"""Who did what to whose record, written in the same transaction as the deed (rule G1 of the domain text)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Table, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.kernel.db import Base


class AuditEntry(Base):
    """One deed: by whom (none for the site itself), what, and on which record."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    deed: Mapped[str]
    """A verb and a noun, like "visit.agreed": never a name, never a health word."""
    record: Mapped[str] = mapped_column(index=True)
    """The record's kind and number, like "visit:12"."""


def note(session: Session, *, deed: str, record: str, at: datetime, by_person_id: int | None) -> None:
    """Write one audit entry beside the deed itself."""
    session.add(AuditEntry(at=at, by_person_id=by_person_id, deed=deed, record=record))


def note_many(session: Session, *, deed: str, records: Iterable[str], at: datetime, by_person_id: int | None) -> None:
    """Write one audit entry for each of many records, all by one deed, in one statement; at once, not at the next flush."""
    rows = [{"at": at, "by_person_id": by_person_id, "deed": deed, "record": record} for record in records]
    if rows:
        session.execute(insert(cast("Table", AuditEntry.__table__)), rows)
