"""An organisation's own figures in words."""

from __future__ import annotations

from marketplace.brokerage.own_figures.queries import Moved, PageFigures
from marketplace.brokerage.own_figures.rules import people
from marketplace.organisations.answer_times import DAY, HOUR

HEADS = ("Page", "Looks", "Asks", "Answers", "Time to answer")
"""Few and with words in the cells, so that they wrap: the table is read at twice the size, too."""
_SIZES = ((DAY, "day"), (HOUR, "hour"), (1, "minute"))


def cells(one: PageFigures) -> list[str]:
    """Return a page's figures, in the order of HEADS and without its name."""
    return [
        f"{one.looks_short} in 30 days, {one.looks_long} in 90",
        f"{one.asks} for support, {one.joins} to join",
        f"{one.yes} yes, {one.no} no, {one.waiting} waiting",
        _length(one.middle_minutes),
    ]


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
