"""Money is integer pence. Multiply first, divide once, half a penny away from zero, here and nowhere else.

Source: section 7 of the domain text ("Half-penny rounds up, per line; total = sum of rounded lines").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from marketplace.kernel.errors import DomainError

_POUNDS = re.compile(r"£?\s*(\d{1,7})(?:\.(\d{1,2}))?")


def round_half_away(numerator: int, denominator: int) -> int:
    """Return numerator / denominator as a whole number, an exact half going away from zero.

    Raises ZeroDivisionError when the denominator is 0.
    """
    if denominator == 0:
        msg = "a sum of money cannot be divided by nothing"
        raise ZeroDivisionError(msg)
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def share_by_largest_remainder(total: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Share `total` pence by `weights` so that the parts add up to it exactly.

    Odd pennies go to the largest remainders, ties to the first listed. A negative total (a credit)
    is the mirror image of the positive one. Raises DomainError when the weights are not a usable set.
    """
    whole = [Fraction(weight) for weight in weights]
    everything = sum(whole, Fraction(0))
    if not whole or everything <= 0 or any(weight < 0 for weight in whole):
        msg = "Shares must be more than nothing, and none may be less than nothing."
        raise DomainError(msg)
    if total < 0:
        return [-part for part in share_by_largest_remainder(-total, weights)]
    exact = [total * weight / everything for weight in whole]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def pounds(pence: int) -> str:
    """Return pence as people read them: 26400 → "£264.00", -150 → "−£1.50"."""
    sign = "−" if pence < 0 else ""
    whole, part = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{part:02d}"


def price_per_mile(pence: int) -> str:
    """Return a price for a mile as people say it: 50 → "50p", 120 → "£1.20"."""
    return f"{pence}p" if 0 <= pence < 100 else pounds(pence)


def parse_pounds(text: str) -> int:
    """Return the pence in what a person typed ("15.80", "£15.80", "1,200"). Raises DomainError."""
    found = _POUNDS.fullmatch(text.strip().replace(",", ""))
    if found is None:
        msg = "Enter an amount in pounds and pence, like 15.80."
        raise DomainError(msg)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
