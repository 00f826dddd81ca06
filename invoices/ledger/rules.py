"""What makes a transaction sound: it balances, and has two sides or more (invariant I1: every sum is nought)."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.kernel.errors import DomainError


def check_entries(entries: Mapping[str, int]) -> None:
    """Raise DomainError unless account → pence has two sides or more, none empty, adding to nothing."""
    if len(entries) < 2:
        raise DomainError("A transaction needs two sides.")
    if any(pence == 0 for pence in entries.values()):
        raise DomainError("A side of a transaction cannot be nothing.")
    if sum(entries.values()) != 0:
        raise DomainError("The two sides of a transaction differ.")
