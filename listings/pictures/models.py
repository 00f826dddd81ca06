"""A picture on a page. The file itself lies in the uploads folder under its hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class ListingPicture(Base):
    """One picture: shown only once staff looked at it."""

    __tablename__ = "listing_pictures"
    __table_args__ = (CheckConstraint("status IN ('waiting', 'live', 'declined', 'removed')", name="status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    sha: Mapped[str]
    words: Mapped[str]
    """What is to be seen, for those who do not see it."""
    width: Mapped[int]
    height: Mapped[int]
    status: Mapped[str] = mapped_column(default="waiting", index=True)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(default="")
