"""A shortlist, the things on it, and the frozen copies of it that others may read (rows A04, A28)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class Shortlist(Base):
    """One list: a visitor's, known by the secret in their cookie, or that of someone who signs in. Never both."""

    __tablename__ = "shortlists"
    __table_args__ = (CheckConstraint("(key_hash IS NULL) <> (person_id IS NULL)", name="one_owner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str | None] = mapped_column(unique=True)
    """What is kept of a visitor's secret: whoever reads the table cannot open the list."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), unique=True)
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)


class Kept(Base):
    """One listing on one list, with the owner's own note."""

    __tablename__ = "shortlist_things"
    __table_args__ = (
        UniqueConstraint("shortlist_id", "listing_id"),
        CheckConstraint("length(note) <= 500", name="note"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlists.id", ondelete="CASCADE"))
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    kept_at: Mapped[datetime]


class SharedCopy(Base):
    """A list as it was on one day, for whoever has the link; it ends by itself."""

    __tablename__ = "shortlist_copies"

    id: Mapped[int] = mapped_column(primary_key=True)
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlists.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    """The random part of the link. Kept as it is: the maker must be able to see and print the link again."""
    submit_key: Mapped[str] = mapped_column(unique=True)
    with_notes: Mapped[bool]
    facts: Mapped[dict[str, Any]]
    """{"things": [...]}, each as presenters.frozen makes it; empty once sharing was stopped."""
    sent_keys: Mapped[list[str]] = mapped_column(default=list)
    """The submit keys of the times its link was sent by email or text; never where to."""
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    stopped_at: Mapped[datetime | None]
