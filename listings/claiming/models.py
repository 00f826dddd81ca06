"""Somebody's word that a listing from elsewhere is their organisation's, and what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class ListingClaim(Base):
    """One claim: by whom, for which organisation, how it was checked, the answer."""

    __tablename__ = "listing_claims"
    __table_args__ = (CheckConstraint("status IN ('waiting', 'agreed', 'declined', 'withdrawn')", name="status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    claimed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(Text, default="")
    """What they say of how they belong to it, and how to check."""
    status: Mapped[str] = mapped_column(default="waiting", index=True)
    made_at: Mapped[datetime]
    code_hash: Mapped[str] = mapped_column(default="")
    """Of the code that went to the address on the page; "" where the page has none."""
    code_tries: Mapped[int] = mapped_column(default=0)
    proved_at: Mapped[datetime | None]
    """When they gave that code back."""
    how_checked: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
