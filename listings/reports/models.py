"""What was told about a listing, and, kept apart from it, how to answer whoever told it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base

KINDS = {
    "wrong": "Something is wrong or out of date",
    "closed": "It has closed",
    "worried": "I am worried about this",
}


class ListingReport(Base):
    """One report. It holds nothing of who sent it."""

    __tablename__ = "listing_reports"
    __table_args__ = (CheckConstraint("kind IN ('wrong', 'closed', 'worried')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    submit_key: Mapped[str] = mapped_column(unique=True)


class ReportAnswer(Base):
    """How to answer whoever sent a report; the row goes when the report is dealt with."""

    __tablename__ = "listing_report_answers"

    report_id: Mapped[int] = mapped_column(ForeignKey("listing_reports.id"), primary_key=True)
    reach: Mapped[str]
