"""A listing that staff keep an eye on: why, and when to look again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class WatchedListing(Base):
    """One reason to look again. It ends when somebody says what they found; the row stays."""

    __tablename__ = "watched_listings"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    why: Mapped[str] = mapped_column(Text)
    look_again_on: Mapped[date]
    since: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """None where the site itself put it here."""
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    found: Mapped[str] = mapped_column(Text, default="")
