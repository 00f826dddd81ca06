"""Mail and text waiting to be sent: written in the same transaction as what they tell of, sent by the worker.

Subjects carry no name and no health word (rules G4 and K16 of the domain text).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.kernel.db import Base


class Message(Base):
    """One message to one person, and when it left."""

    __tablename__ = "outbox_messages"
    __table_args__ = (CheckConstraint("way IN ('email', 'text', 'post')", name="way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    way: Mapped[str]
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)


def write_message(
    session: Session,
    *,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    person_id: int | None = None,
    way: str = "email",
) -> Message:
    """Put a message in the outbox; it leaves when the transaction is committed and the worker next runs."""
    message = Message(person_id=person_id, way=way, to=to, subject=subject, body=body, written_at=at)
    session.add(message)
    session.flush()
    return message


def unsent(session: Session) -> int:
    """Return how many messages still wait to be sent."""
    return session.scalar(select(func.count()).select_from(Message).where(Message.sent_at.is_(None))) or 0
