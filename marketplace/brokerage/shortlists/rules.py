"""How much a list holds, how long a shared copy lives, and what may be typed. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_THINGS = 30
MOST_NOTE = 500
MOST_SIDE_BY_SIDE = 4
"""Row A04: compare up to four side by side."""
MOST_COPIES = 10
MOST_SENT = 20
SHARED_FOR = timedelta(days=90)
FORGOTTEN_AFTER = SHARED_FOR
"""A visitor's list that nobody changes goes then: every copy that was made of it has ended too."""
LONGEST_WAY_BACK = 1000
_WAY_BACK = re.compile(r"/(?:find(?:\?[!-\[\]-~]*)?|listings/\d{1,10}|shortlist)(?:#[a-z0-9-]{1,40})?")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_PHONE = re.compile(r"(?:\+44|0)7\d{9}")


def hash_of(key: str) -> str:
    """Return what is kept of a visitor's secret."""
    return hashlib.sha256(f"shortlist {key}".encode()).hexdigest()


def way_back(asked: str) -> str:
    """Return the page to go back to: a search, a listing or the list itself, never another site (then the list)."""
    return asked if len(asked) <= LONGEST_WAY_BACK and _WAY_BACK.fullmatch(asked) else "/shortlist"


def is_token(text: str) -> bool:
    """Say whether a text could be the random part of a link."""
    return _TOKEN.fullmatch(text) is not None


def number(text: str) -> int:
    """Return a record's number as it was sent, or 0 (which no record has) where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def mobile(typed: str) -> str:
    """Return a UK mobile number without spaces, or "" where it is none."""
    plain = re.sub(r"[\s().-]", "", typed)
    return plain if _PHONE.fullmatch(plain) else ""


def is_over(*, ends_at: datetime, stopped_at: datetime | None, at: datetime) -> bool:
    """Say whether a shared copy is closed: stopped by its maker, or at its end."""
    return stopped_at is not None or at >= ends_at


def side_by_side(asked: Sequence[str], kept: Sequence[int]) -> list[int]:
    """Return which of the kept listings to compare, in the list's order: those asked for, else the first few."""
    wanted = {number(one) for one in asked}
    chosen = [one for one in kept if one in wanted] or list(kept)
    return chosen[:MOST_SIDE_BY_SIDE]


def joined_notes(first: str, second: str) -> str:
    """Return two notes on one thing as one: both where there is room, else the first."""
    if not first or not second or first == second:
        return first or second
    both = f"{first}\n{second}"
    return both if len(both) <= MOST_NOTE else first
