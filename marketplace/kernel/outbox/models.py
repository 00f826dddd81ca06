"""One message to one person. Subjects carry no name and no health word (rules G4 and K16 of the domain text)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base

WAYS = ("email", "text", "post", "phone")
"""How a message may go (row L08): a machine sends the first two, the site's staff see to the others."""


class Message(Base):
    """One message to one person: by which way, where to, and when it left."""

    __tablename__ = "outbox_messages"
    __table_args__ = (CheckConstraint("way IN ('email', 'text', 'post', 'phone')", name="way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    way: Mapped[str]
    to: Mapped[str]
    greeting: Mapped[str] = mapped_column(default="")
    """The name they like; none where it may reach somebody else."""
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(default="")
    """The page it leads to, without the site's own address."""
    secret: Mapped[bool] = mapped_column(default=False)
    """Its link opens something: body and path are wiped once it has left."""
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who posted the letter or made the call; none when a machine sent it."""
