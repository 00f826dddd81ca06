"""What an organisation wrote for its page: kept as it was sent, with who decided and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class ListingEdit(Base):
    """One version of a page: being written, sent to be checked, put live, or not taken."""

    __tablename__ = "listing_edits"
    __table_args__ = (CheckConstraint("status IN ('draft', 'sent', 'live', 'declined', 'withdrawn')", name="status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    status: Mapped[str] = mapped_column(default="draft", index=True)
    facts: Mapped[dict[str, Any]]
    """Every fact of the page as it would be, by name."""
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What those facts were when it was put live: the page's history."""
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
