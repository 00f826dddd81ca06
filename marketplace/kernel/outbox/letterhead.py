"""How a message reads once it has a greeting, a link and a foot: the same words in every way of sending."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.kernel.outbox.models import Message


@dataclass(frozen=True)
class Letterhead:
    """What the site says of itself: name, web address without a slash at the end, phone and when it is answered."""

    name: str
    address: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Letter:
    """A message ready to go: where to, subject, and the whole text."""

    reference: str
    to: str
    subject: str
    text: str


def letter(message: Message, head: Letterhead) -> Letter:
    """Return a mail or a letter in full: greeting, words, the page it leads to, and who to ring."""
    parts = [f"Hello {message.greeting}." if message.greeting else "Hello.", message.body.strip()]
    if message.path:
        parts.append(f"Open this page:\n{head.address}{message.path}")
    parts.append(f"Would you like to talk to a person? Ring {head.phone}, {head.hours}.\n{head.name}")
    return Letter(_reference(message), message.to, message.subject, "\n\n".join(parts) + "\n")


def short(message: Message, head: Letterhead) -> Letter:
    """Return a text for a phone: who it is from, the words, the link."""
    link = f" {head.address}{message.path}" if message.path else ""
    words = " ".join(message.body.split())
    return Letter(_reference(message), message.to, message.subject, f"{head.name}: {words}{link}")


def _reference(message: Message) -> str:
    return f"message-{message.id}"
