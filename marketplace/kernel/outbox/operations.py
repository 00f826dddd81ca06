"""Putting a message in the outbox, and noting a letter posted or a call made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from marketplace.kernel import audit, jobs
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.models import WAYS, Message

BY_MACHINE = ("email", "text")


@dataclass(frozen=True)
class Draft:
    """A message that is still to be put in the outbox."""

    person_id: int
    way: str
    to: str
    greeting: str
    subject: str
    body: str
    path: str


def kind_of(way: str) -> str:
    """Return the kind of job that sends messages of a way."""
    return f"message.{way}"


def write_message(  # noqa: PLR0913 - each part of a message is named
    session: Session,
    *,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    person_id: int | None = None,
    way: str = "email",
    greeting: str = "",
    path: str = "",
    secret: bool = False,
) -> Message:
    """Put a message in the outbox; it leaves once the transaction is committed and a worker comes by (row L08).

    `path` is the page it leads to. Raises DomainError for an unknown way. Flushes.
    """
    if way not in WAYS:
        raise DomainError(f"There is no way to reach people called {way}.")
    message = Message(
        person_id=person_id,
        way=way,
        to=to,
        greeting=greeting,
        subject=subject,
        body=body,
        path=path,
        secret=secret,
        written_at=at,
    )
    session.add(message)
    session.flush()
    if way in BY_MACHINE:
        jobs.write(session, kind=kind_of(way), record_ids=[message.id], at=at)
    return message


def write_many(session: Session, *, drafts: Iterable[Draft], at: datetime) -> None:
    """Put many messages in the outbox as `write_message` does one, in a few statements."""
    ways: dict[str, list[Draft]] = {}
    for one in drafts:
        ways.setdefault(one.way, []).append(one)
    for way, some in ways.items():
        rows = [{**asdict(one), "secret": False, "written_at": at} for one in some]
        made = session.scalars(insert(Message).returning(Message.id), rows).all()
        if way in BY_MACHINE:
            jobs.write(session, kind=kind_of(way), record_ids=made, at=at)


def count_as_sent(session: Session, *, at: datetime) -> None:
    """Count all that waits as sent: what is brought in from before was told then, and is not told again."""
    session.flush()
    session.execute(update(Message).where(Message.sent_at.is_(None)).values(sent_at=at))
    session.execute(delete(jobs.Job).where(jobs.Job.kind.in_([kind_of(way) for way in BY_MACHINE])))


def seen_to(session: Session, *, message: Message, by_id: int, at: datetime) -> None:
    """Note that staff posted a letter or made a call. Raises DomainError for what a machine sends, or a second time."""
    if message.way in BY_MACHINE:
        raise DomainError("This goes by itself.")
    if message.sent_at is not None:
        raise DomainError("Somebody has already seen to this.")
    message.sent_at, message.sent_by_id = at, by_id
    session.flush()
    audit.note(
        session, deed=f"message.{message.way}", record=f"message:{message.id}", at=at, by_person_id=by_id,
        about_person_id=message.person_id,
    )  # fmt: skip
