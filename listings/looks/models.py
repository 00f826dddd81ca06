"""How often a listing was looked at on a day. Nothing of who looked is kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class ListingLooks(Base):
    """One listing on one London day."""

    __tablename__ = "listing_looks"
    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int]
