"""VAT is worked out per category on the sum of its lines, never line by line (EN 16931)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.kernel.errors import DomainError
from marketplace.kernel.money import round_half_away


@dataclass(frozen=True)
class Taxed:
    """One line for VAT: its category (E exempt, S standard, Z zero, O outside), rate in per cent, pence before VAT."""

    category: str
    net_pence: int
    rate_percent: int = 0


def vat_by_category(lines: Iterable[Taxed]) -> dict[str, int]:
    """Return category → VAT in pence. Raises DomainError when one category is given at two rates."""
    sums: dict[str, int] = {}
    rates: dict[str, int] = {}
    for line in lines:
        if rates.setdefault(line.category, line.rate_percent) != line.rate_percent:
            raise DomainError(f"VAT category {line.category} is given at two rates.")
        sums[line.category] = sums.get(line.category, 0) + line.net_pence
    return {category: round_half_away(net * rates[category], 100) for category, net in sums.items()}
