"""Which numbers of people may be told. Pure."""

from __future__ import annotations

FEWEST = 5


def people(number: int) -> str:
    """Return a number of people in words; under five would tell of somebody (row M15)."""
    return f"fewer than {FEWEST}" if number < FEWEST else str(number)
