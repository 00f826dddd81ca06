"""What somebody says of support they had, and the provider's answer; neither is shown before staff looked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base

_STATES = "('waiting', 'live', 'declined', 'withdrawn')"


class Review(Base):
    """One review, of one completed visit. Who wrote it is kept and never shown."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint(f"status IN {_STATES}", name="status"),
        CheckConstraint(f"reply_status IN ('', {_STATES[1:]}", name="reply_status"),
        CheckConstraint("again IN ('yes', 'maybe', 'no')", name="again"),
        Index("ix_reviews_listing_id_status", "listing_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    source: Mapped[str] = mapped_column(unique=True)
    """The completed visit it comes from, "visit:12": one review for each, and none without."""
    happened_in: Mapped[date]
    """The first day of the month of that visit: all of its time that is shown."""
    again: Mapped[str]
    """Whether they would have them again."""
    words: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(default="waiting", index=True)
    written_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    reply: Mapped[str] = mapped_column(Text, default="")
    reply_status: Mapped[str] = mapped_column(default="", index=True)
    reply_written_at: Mapped[datetime | None]
    reply_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reply_decided_at: Mapped[datetime | None]
    reply_reason: Mapped[str] = mapped_column(Text, default="")
