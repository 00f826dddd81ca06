"""Sharing a group's month: worked out once, then each kind of line shared by largest remainder (rules of section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from invoices.pricing.types import Line
from marketplace.kernel.money import share_by_largest_remainder

Shares = Sequence[tuple[str, Fraction]]


def share_total(total: int, shares: Shares) -> dict[str, int]:
    """Return each member's pence of a total; ties go to the first listed; a credit mirrors the bill."""
    parts = share_by_largest_remainder(total, [weight for _, weight in shares])
    return {name: part for (name, _), part in zip(shares, parts, strict=True)}


def share_lines(lines: Iterable[Line], shares: Shares) -> dict[str, Mapping[str, int]]:
    """Return each member's pence by kind (support, travel): each kind's month total is shared by itself."""
    totals = {"support": 0, "travel": 0}
    for line in lines:
        totals[line.shares_as] += line.pence
    by_kind = {kind: share_total(total, shares) for kind, total in totals.items()}
    return {name: {kind: by_kind[kind][name] for kind in totals} for name, _ in shares}
