"""The payer belongs to the line: one visit can make two bills (section 0, point 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from invoices.pricing.types import Line
from marketplace.kernel.errors import DomainError


def by_payer(lines: Iterable[Line], payer_of: Mapping[str, str]) -> dict[str, int]:
    """Return payer → pence; `payer_of` names the payer of support and of travel.

    Raises DomainError when there is a line that nobody is named to pay.
    """
    sums: dict[str, int] = {}
    for line in lines:
        payer = payer_of.get(line.shares_as)
        if payer is None:
            raise DomainError(f"payer_of must name who pays for {line.shares_as}.")
        sums[payer] = sums.get(payer, 0) + line.pence
    return sums
