"""What is written about who acts in an organisation: neutral, no name in the subject (rules G4, K16)."""

from __future__ import annotations

from datetime import datetime

from marketplace.kernel.filters import short_date

INVITED = "A colleague asks you to join them"
JOINED = "A colleague said yes"
JOINED_WORDS = "Someone you asked has said yes. They can act for your organisation from now on."
ENDED = "What you may do here has changed"


def invited(*, organisation: str, good_until: datetime) -> str:
    """Return the mail that carries a link."""
    return (
        f"{organisation} asks you to act for them here. The link works once, until {short_date(good_until)}. "
        "Sign in or sign up with this address. If you do not know who this is from, you can ignore it."
    )


def ended(*, organisation: str) -> str:
    """Return the words to someone whose role ended."""
    return f"Something you did here for {organisation} has ended. Your own pages stay as they are."
