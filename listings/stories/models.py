"""A story somebody told us of how they used their money, and the listings it is about (rows A30 and A31)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base


class Story(Base):
    """One story. The database itself shows none without the day its teller said yes, and no video without its words."""

    __tablename__ = "stories"
    __table_args__ = (
        CheckConstraint("status IN ('waiting', 'live', 'withdrawn')", name="status"),
        CheckConstraint("status <> 'live' OR said_yes_on IS NOT NULL", name="said_yes"),
        CheckConstraint("video_url = '' OR transcript <> ''", name="transcript"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    """Without a name or a health word: it stands in the browser's list of pages."""
    first_name: Mapped[str]
    changed_name: Mapped[bool] = mapped_column(default=False)
    """Whether the first name is not the teller's own."""
    words: Mapped[str] = mapped_column(Text)
    said_yes_on: Mapped[date | None]
    """The day the teller said yes to showing it; none before that, and none once they took it back."""
    video_url: Mapped[str] = mapped_column(default="")
    transcript: Mapped[str] = mapped_column(Text, default="")
    """Every word said in the video."""
    status: Mapped[str] = mapped_column(default="waiting", index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submit_key: Mapped[str] = mapped_column(unique=True)

    links: Mapped[list[StoryLink]] = relationship(cascade="all, delete-orphan", order_by="StoryLink.listing_id")

    @property
    def listing_ids(self) -> list[int]:
        """Return the numbers of the listings it is about."""
        return [one.listing_id for one in self.links]


class StoryLink(Base):
    """That a story is about a listing."""

    __tablename__ = "story_listings"

    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"), primary_key=True, index=True)
