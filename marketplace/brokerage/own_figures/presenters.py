"""An organisation's own figures in words."""

from __future__ import annotations

from marketplace.brokerage.own_figures.queries import Moved, PageFigures
from marketplace.brokerage.own_figures.rules import people
from marketplace.kernel.filters import hours
from marketplace.organisations.answer_times import DAY

HEADS = (
    "Page", "Looks, 30 days", "Looks, 90 days", "Asks", "Asks to join", "Yes", "No", "Waiting", "Middle time to answer",
)  # fmt: skip


def cells(one: PageFigures) -> list[str]:
    """Return a page's figures, in the order of HEADS and without its name."""
    numbers = (one.looks_short, one.looks_long, one.asks, one.joins, one.yes, one.no, one.waiting)
    return [*(str(number) for number in numbers), _length(one.middle_minutes)]


def moved_words(moved: Moved) -> list[tuple[str, str]]:
    """Return who came and who went as pairs; numbers of people only."""
    return [("People who started with you", people(moved.joined)), ("People who left", people(moved.left))]


def _length(minutes: int | None) -> str:
    """Return "2 hours 5 minutes"; from a day on whole days, begun ones counted."""
    if minutes is None:
        return "–"
    days = -(-minutes // DAY)
    return hours(minutes) if minutes < DAY else f"{days} day{'' if days == 1 else 's'}"
