"""An organisation's own figures in words."""

from __future__ import annotations

from marketplace.brokerage.own_figures.queries import Moved, PageFigures
from marketplace.brokerage.own_figures.rules import people
from marketplace.organisations.answer_times import DAY, HOUR

HEADS = (
    "Page", "Looks, 30 days", "Looks, 90 days", "Asks", "Asks to join", "Yes", "No", "Waiting", "Time to answer",
)  # fmt: skip
_SIZES = ((DAY, "day"), (HOUR, "hour"), (1, "minute"))


def cells(one: PageFigures) -> list[str]:
    """Return a page's figures, in the order of HEADS and without its name."""
    numbers = (one.looks_short, one.looks_long, one.asks, one.joins, one.yes, one.no, one.waiting)
    return [*(str(number) for number in numbers), _length(one.middle_minutes)]


def moved_words(moved: Moved) -> list[tuple[str, str]]:
    """Return who came and who went as pairs; numbers of people only."""
    return [("People who started with you", people(moved.joined)), ("People who left", people(moved.left))]


def _length(minutes: int | None) -> str:
    """Return "45 minutes", "3 hours" or "2 days": begun ones counted whole, so that it stays short in a table."""
    if minutes is None:
        return "–"
    size, name = next((size, name) for size, name in _SIZES if minutes >= size or size == 1)
    number = -(-minutes // size)
    return f"{number} {name}{'' if number == 1 else 's'}"
