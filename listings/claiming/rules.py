"""What the code of a claim looks like, and when it still works. Pure."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No I, L, O, U, 0 or 1: a code is read out on the phone."""
LENGTH = 8
MOST_TRIES = 5
GOOD_FOR = timedelta(days=7)


def shown(code: str) -> str:
    """Return a code as it is written in a mail: "KTB7-9QPX"."""
    return f"{code[:4]}-{code[4:]}"


def hash_of(code: str) -> str:
    """Return what is kept of a code; spaces, dashes and small letters do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"claim:{plain}".encode()).hexdigest()


def is_right(code: str, *, code_hash: str) -> bool:
    """Say whether a code is the one that was sent."""
    return bool(code_hash) and hmac.compare_digest(hash_of(code), code_hash)


def works(*, code_hash: str, tries: int, made_at: datetime, at: datetime) -> bool:
    """Say whether a code was sent and may still be tried: five times, for seven days."""
    return bool(code_hash) and tries < MOST_TRIES and at <= made_at + GOOD_FOR
