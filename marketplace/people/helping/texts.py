"""What is written to someone about helping: neutral, no name in the subject (rules G4, K16)."""

from __future__ import annotations

from datetime import datetime

from marketplace.kernel.filters import short_date

INVITED = "A code for you"
CHANGED = "Who can help you has changed"
ACTED = "Something was done for you"


def invited(*, code: str, good_until: datetime) -> str:
    """Return the mail that carries a code."""
    return (
        f"Someone you know asks you to help them here. Your code is {code}. It works once, until {short_date(good_until)}.\n"
        "Sign in or sign up, then type the code. If you do not know who this is from, you can ignore it."
    )


def taken(*, called: str) -> str:
    """Return the words to the person whose code was used."""
    return f"{called} used your code and can help you from now on. You can stop this at any time."


def stopped(*, known_as: str) -> str:
    """Return the words to the person when their helper stops."""
    return f"{known_as} no longer helps you here."


def acted(*, known_as: str) -> str:
    """Return the words to the person when somebody did something for them."""
    return f"{known_as} did something for you just now. You can look at it, and ask us to put it right."
