"""What a link for a colleague looks like, how long it is good, and why one does not work any more. Pure."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

ROLES = ("manager", "staff", "worker")
GOOD_FOR = timedelta(days=14)
WRONG = "That link does not work. Look at your mail again, or ask your colleague for a new one."
USED = "That link was used already. Each one works once."
TAKEN_BACK = "Your colleague took this link back. Ask them if you think that is a mistake."
TOO_OLD = "That link is too old: it was good for 14 days. Ask your colleague for a new one."
NOT_YOUR_ADDRESS = "This link was sent to another address than the one you sign in with. Sign in with that address, or ask for a new link."


def token_from(submit_key: str) -> str:
    """Return the secret of a link. The same key gives the same one, so a double press makes one."""
    return hashlib.sha256(f"colleague:{submit_key}".encode()).hexdigest()[:40]


def hash_of(token: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_trouble(
    *, taken_at: datetime | None, cancelled_at: datetime | None, good_until: datetime, at: datetime
) -> str:
    """Return why a link does not work any more, or ""."""
    if taken_at is not None:
        return USED
    if cancelled_at is not None:
        return TAKEN_BACK
    return TOO_OLD if good_until <= at else ""
