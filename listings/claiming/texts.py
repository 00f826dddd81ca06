"""What is written about a claim: neutral, no names (rules G4, K16)."""

from __future__ import annotations

from datetime import datetime

from marketplace.kernel.filters import short_date

CODE = "A code for a page on our site"
ANSWERED = "The page you asked for"
YES = "We have looked at what you told us, and you keep this page from now on. You can change it at any time."
NO = "We have looked at what you told us about a page. Open it to see what we say."
TAKEN = "Another organisation keeps this page now. Ring us if that is not right."


def code_words(*, code: str, good_until: datetime) -> str:
    """Return the mail that carries a code to the address on a page."""
    return (
        "Somebody asks to keep a page on our site up to date. The page gives this address.\n"
        f"If it was you, sign in and type this code: {code}. It works until {short_date(good_until)}.\n"
        "If it was not you, do nothing, and do not pass the code on."
    )
