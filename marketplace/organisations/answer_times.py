"""How long an organisation usually takes to answer: the middle of what people waited, and that in plain words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ENOUGH_ASKS = 5
"""Fewer say nothing of what is usual."""
DAYS_BACK = 90
GOOD_FOR_DAYS = 7
"""What was measured longer ago is not said: then nobody measures any more."""
HOUR, DAY = 60, 24 * 60
STEPS = (
    (HOUR, "within an hour"),
    (3 * HOUR, "within 3 hours"),
    (DAY, "within a day"),
    (3 * DAY, "within 3 days"),
    (7 * DAY, "within a week"),
)


@dataclass(frozen=True)
class Usual:
    """What is usual: the middle time in minutes (None for too few asks), and of how many asks."""

    minutes: int | None
    asks: int


def usual(*, answered: Sequence[int], waiting: Sequence[int]) -> Usual:
    """Return how long asks usually wait: minutes that the answered ones waited, and that open ones have waited so far.

    An open ask counts with its age once that is longer than the middle of the answered ones: who leaves people waiting
    must not look quicker than who answers them late. A younger one tells nothing yet. Of an even number the longer of
    the two in the middle counts.
    """
    usually = middle(answered)
    counted = [*answered, *(age for age in waiting if usually is None or age > usually)]
    return Usual(middle(counted) if len(counted) >= ENOUGH_ASKS else None, len(counted))


def middle(minutes: Sequence[int]) -> int | None:
    """Return the middle of some lengths, the longer of two; None of none."""
    return sorted(minutes)[len(minutes) // 2] if minutes else None


def words(minutes: int) -> str:
    """Return a length as the next of few plain steps, always rounded up: "within 3 hours", "in more than a week"."""
    return next((told for most, told in STEPS if minutes <= most), "in more than a week")


def usually_words(minutes: int | None, *, asks: int, measured_on: date | None, today: date) -> str:
    """Return "Usually answers within 3 hours (the last 12 asks).", or "" where too little or nothing new is known."""
    if minutes is None or measured_on is None or asks < ENOUGH_ASKS or (today - measured_on).days > GOOD_FOR_DAYS:
        return ""
    return f"Usually answers {words(minutes)} (the last {asks} asks)."


def say_words(hours: int | None, *, beside: bool) -> str:
    """Return what they say themselves, or "": "They say: within 4 hours." `beside` what was measured, else alone."""
    if not hours:
        return ""
    days, rest = divmod(hours, 24)
    time = f"{hours} hours" if rest else f"{days} days"
    time = {1: "an hour", 24: "a day"}.get(hours, time)
    return f"They say: within {time}." if beside else f"They say they answer within {time}."
