"""What people say, in words around it: when, whether again, how many, and how it stands."""

from __future__ import annotations

from listings.reviews import rules
from listings.reviews.models import Review
from listings.reviews.queries import Shown

AGAIN = {"yes": "Yes", "maybe": "It depends", "no": "No"}
ANSWER_STATES = {
    "": "You have not answered",
    "waiting": "Your answer waits for us to read it",
    "live": "Your answer shows",
    "declined": "We did not show your answer. Read why, and change it",
}


def month(review: Review) -> str:
    """Return when it was, as all of it that is told: "August 2026"."""
    return f"{review.happened_in:%B} {review.happened_in.year}"


def parts(text: str) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def tally(shown: Shown) -> str:
    """Return how many people would have them again, or "" while too few have spoken to say."""
    if shown.people < rules.ENOUGH_PEOPLE:
        return ""
    return f"{shown.again} of {shown.people} people would have them again."


def waits(review: Review) -> str:
    """Return which part of it waits: "words", "reply" or ""."""
    return rules.waits(status=review.status, reply_status=review.reply_status)


def first_words(text: str, *, most: int = 140) -> str:
    """Return how it begins, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"
