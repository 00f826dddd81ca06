"""Sending what waits: one message at a time, marked as sent only once it has left.

A worker that dies between sending and marking sends again; the reference is the same, so a mail program shows it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session, sessionmaker

from marketplace.kernel.db import reading
from marketplace.kernel.jobs import Kind
from marketplace.kernel.outbox.letterhead import Letter, Letterhead, letter, short
from marketplace.kernel.outbox.models import Message
from marketplace.kernel.outbox.operations import kind_of

WORDS = {"email": "Mail", "text": "Texts"}


class Sender(Protocol):
    """Whatever can make a letter leave."""

    def send(self, letter: Letter) -> None:
        """Send it. Raises GiveUpError where trying again would not help, anything else where it may."""


def kinds(sessions: sessionmaker[Session], *, senders: dict[str, Sender], head: Letterhead) -> list[Kind]:
    """Return the kinds of job that send, one for each way ("email", "text") that has been set up."""
    return [Kind(kind_of(way), WORDS[way], _act(sessions, sender, head, way=way)) for way, sender in senders.items()]


def _act(sessions: sessionmaker[Session], sender: Sender, head: Letterhead, *, way: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    put = short if way == "text" else letter

    def act(record_ids: Sequence[int], at: datetime) -> None:
        for number in record_ids:
            with reading(sessions)() as session:
                message = session.get(Message, number)
                ready = put(message, head) if message is not None and message.sent_at is None else None
            if ready is None:
                continue
            sender.send(ready)
            with sessions() as session:
                _mark(session.get_one(Message, number), at=at)
                session.commit()

    return act


def _mark(message: Message, *, at: datetime) -> None:
    message.sent_at = at
    if message.secret:
        message.body, message.path = "", ""
