"""The words of the message that brings a link: they tell nothing of whom the list is for, nor what is on it."""

from __future__ import annotations

from datetime import datetime

from marketplace.kernel.filters import short_date

SUBJECT = "A link that somebody sent you"


def body(*, ends_at: datetime) -> str:
    """Return the message; `ends_at` is when the link ends (UTC)."""
    return (
        "Somebody asked us to send you this link. It opens a list they made. "
        f"It works until {short_date(ends_at)}. If you did not expect this, you can leave it."
    )
