"""One ask to join: who, which group, whether to be helped or to help, and the answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class JoinAsk(Base):
    """What one person asked of a group or of a befriending service, and what it said."""

    __tablename__ = "join_asks"
    __table_args__ = (
        CheckConstraint("status IN ('sent', 'accepted', 'waiting', 'declined', 'withdrawn')", name="status"),
        CheckConstraint("part IN ('come', 'help', 'both')", name="part"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    """Who answers: whoever stood behind the listing when it was asked."""
    part: Mapped[str]
    words: Mapped[str] = mapped_column(Text, default="")
    when_words: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="sent", index=True)
    sent_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answer_note: Mapped[str] = mapped_column(Text, default="")
    submit_key: Mapped[str] = mapped_column(unique=True)
    """Made with the form, so that a double press or a reload sends one ask."""
