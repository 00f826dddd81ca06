"""Asks to join in words."""

from __future__ import annotations

from marketplace.brokerage.joining.models import JoinAsk
from marketplace.kernel.filters import short_date

STATES = {
    "sent": "Waiting for their answer",
    "accepted": "They said yes",
    "waiting": "You are on their list",
    "declined": "They said no this time",
    "withdrawn": "You took this back",
}
THEIRS = {
    "sent": "Waiting for your answer",
    "accepted": "You said yes",
    "waiting": "On your list",
    "declined": "You said no",
    "withdrawn": "Taken back",
}
ANSWERS = {"accepted": "Yes", "waiting": "Not yet: they are on our list", "declined": "No, not this time"}
_PARTS = {"come": "I would like to come", "help": "I would like to help", "both": "Both"}
_MATCHED = {
    "come": "I would like someone to spend time with",
    "help": "I would like to spend time with someone",
    "both": "Both",
}
PARTS_THEIRS = {
    "come": "Would like to come, or to have someone",
    "help": "Would like to help",
    "both": "Both, to come and to help",
}


def parts_for(kind: str) -> list[tuple[str, str]]:
    """Return the ways to take part, in the words of a kind of listing."""
    return list((_MATCHED if kind == "befriending" else _PARTS).items())


def facts(ask: JoinAsk, *, own: bool = False) -> list[tuple[str, str]]:
    """Return what was asked, as pairs; `own` to whoever asked."""
    return [
        ("What you would like" if own else "What they would like", PARTS_THEIRS[ask.part]),
        ("In your words" if own else "In their words", ask.words),
        ("When", ask.when_words or "Any time"),
        ("Sent", short_date(ask.sent_at)),
    ]
