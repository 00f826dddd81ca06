"""Helping in words: what somebody may do, and until when."""

from __future__ import annotations

from marketplace.kernel.access import Acting
from marketplace.kernel.filters import short_date
from marketplace.kernel.money import pounds
from marketplace.kernel.roles import BUY, PAY
from marketplace.people.helping.models import ActingFor, Invitation

KINDS = {
    "trusted": "See my support with me",
    "helper": "Help me plan: they can see, and tell me their ideas",
    "nominee": "Look after my support and the money for me",
    "lawful_representative": "Allowed by law to decide for me",
}


def may_words(found: ActingFor | Invitation) -> str:
    """Return what somebody may do: "See your support. Say yes to support up to £50.00 at a time. …"."""
    parts = ["See your support"]
    if found.may_buy:
        most = f", up to {pounds(found.limit_pence)} at a time" if found.limit_pence is not None else ""
        parts.append(f"Say yes to support for you{most}")
    if found.may_pay:
        parts.append("Agree what is to be paid")
    return ". ".join(parts) + "."


def until_words(found: ActingFor | Invitation) -> str:
    """Return "until 31 March 2027", or that there is no last day."""
    return f"until {short_date(found.ends_on)}" if found.ends_on else "with no last day"


def banner_words(acting: Acting) -> str:
    """Return what stands on every page while someone acts for another."""
    may = {BUY: "say yes to support", PAY: "agree what is to be paid"}
    can = [words for scope, words in may.items() if scope in acting.may]
    limit = f", up to {pounds(acting.limit_pence)} at a time" if acting.limit_pence is not None and can else ""
    words = f"You may look, {' and '.join(can)}{limit}." if can else "You may look, and change nothing."
    return f"{words} Until {short_date(acting.ends_on)}." if acting.ends_on else words
