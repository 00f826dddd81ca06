"""Reading the outbox: what waits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.kernel.errors import NotFoundError
from marketplace.kernel.outbox.models import Message
from marketplace.kernel.outbox.operations import BY_MACHINE


def unsent(session: Session) -> int:
    """Return how many messages still wait to go out, by whatever way."""
    return session.scalar(select(func.count()).select_from(Message).where(Message.sent_at.is_(None))) or 0


def for_staff(session: Session) -> Sequence[Message]:
    """Return the letters to post and the calls to make, oldest first."""
    return session.scalars(
        select(Message).where(Message.sent_at.is_(None), Message.way.not_in(BY_MACHINE)).order_by(Message.id).limit(200)
    ).all()


def letter_or_call(session: Session, *, message_id: int) -> Message:
    """Return one letter or call. Raises NotFoundError, also for what a machine sends."""
    found = session.scalar(select(Message).where(Message.id == message_id, Message.way.not_in(BY_MACHINE)))
    if found is None:
        raise NotFoundError
    return found
