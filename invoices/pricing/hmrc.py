"""What an employer may repay a worker for miles tax-free: a dated table, never a constant, and not the price a person pays.

Source: rule T4 and section 0 points 1 and 2 of the domain text. The 10,000 miles count per worker and tax year.
"""

from __future__ import annotations

from datetime import date

from marketplace.kernel.money import round_half_away

TABLE = ((date(2011, 4, 6), 45, 25), (date(2026, 4, 6), 55, 25))
"""From this day: pence a mile for the first 10,000 miles in a tax year, and after."""
FIRST_TENTHS = 100_000


def rates_on(day: date) -> tuple[int, int]:
    """Return the two rates on a day, in pence a mile."""
    found = [row for row in TABLE if row[0] <= day]
    return (found[-1] if found else TABLE[0])[1:]


def ceiling_pence(day: date, *, miles_tenths: int, before_tenths: int) -> int:
    """Return the most that is tax-free for a journey, given the miles already driven this tax year."""
    first, after = rates_on(day)
    low = max(0, min(miles_tenths, FIRST_TENTHS - before_tenths))
    return round_half_away(low * first + (miles_tenths - low) * after, 10)
