"""What somebody may write of support they had, which part of a review waits, and for whom it speaks. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

ENOUGH_PEOPLE = 5
"""How many must have spoken before it is told how many would again: fewer say more of one person than of the support."""
_REACHED = re.compile(
    r"[^\s@]+@[^\s@]+\.[^\s@]+"  # an address of mail
    r"|(?:https?://|\bwww\.)\S"
    r"|(?<!\d)(?:\+\s?44|0)(?:[\s()-]*\d){9,10}(?!\d)",  # a phone number of this country
    re.IGNORECASE,
)


def trouble(words: str) -> str:
    """Return what is wrong with words that everyone would read, or "": they say nowhere how to reach anybody."""
    if _REACHED.search(words):
        return "Leave out phone numbers, email addresses and links: everyone can read this."
    return ""


def names_in(words: str, names: Iterable[str]) -> list[str]:
    """Return the names that stand in some words as words of their own, each once: staff look at them before a yes."""
    return [one for one in dict.fromkeys(names) if one and re.search(rf"\b{re.escape(one)}\b", words, re.IGNORECASE)]


def waits(*, status: str, reply_status: str) -> str:
    """Return which part waits to be checked: "words", "reply" (only of words that show), or ""."""
    if status == "waiting":
        return "words"
    return "reply" if status == "live" and reply_status == "waiting" else ""


def mark(*parts: str) -> str:
    """Return a short mark of some words: with other words it is another, so nobody says yes to what they did not read."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def page_of(source: str) -> str:
    """Return where its writer reads what became of it: "visit:12" is "/my/visits/12/review"."""
    kind, _, number = source.partition(":")
    return f"/my/{kind}s/{number}/review"
