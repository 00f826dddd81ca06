"""What was asked of whoever runs a listing about its facts, and what they said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class FreshnessPrompt(Base):
    """One mail that asked whether facts are still right. Its link is signed and names this row."""

    __tablename__ = "freshness_prompts"
    __table_args__ = (
        CheckConstraint("about IN ('all', 'price', 'places')", name="about"),
        CheckConstraint("answer IN ('', 'right', 'changed')", name="answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    about: Mapped[str]
    fingerprint: Mapped[str]
    """Of the facts as they were when it was asked: a page that changed since is looked at anew."""
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
