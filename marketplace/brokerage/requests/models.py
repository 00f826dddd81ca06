"""A request: one person asks one provider for support, and the provider answers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class SupportRequest(Base):
    """What was asked, by whom, of whom; and the answer with its time."""

    __tablename__ = "support_requests"
    __table_args__ = (
        CheckConstraint("status IN ('sent', 'accepted', 'declined', 'withdrawn')", name="status"),
        CheckConstraint("weekly_minutes > 0", name="weekly_minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    budget_id: Mapped[int | None] = mapped_column(ForeignKey("budgets.id"))
    """The support money that pays for support; none means the person pays."""
    status: Mapped[str] = mapped_column(default="sent", index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("listings.id"))
    """The class, drop-in or trip they would like somebody to go along to (row A18)."""
    what: Mapped[str] = mapped_column(Text)
    when_words: Mapped[str] = mapped_column(default="")
    worker_wish: Mapped[str] = mapped_column(Text, default="")
    """What I would like in a worker, in their words; goes only to this provider (row B24)."""
    weekly_minutes: Mapped[int]
    starts_on: Mapped[date]
    nation: Mapped[str] = mapped_column(default="england-and-wales")
    sent_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answer_note: Mapped[str] = mapped_column(Text, default="")
    submit_key: Mapped[str] = mapped_column(unique=True)
    """Made with the form, so that a double press or a reload sends one request."""
