"""Support money in the words of the word list."""

from __future__ import annotations

from marketplace.brokerage.budgets.models import Budget
from marketplace.kernel.money import pounds

WAYS = {
    "person": "money paid to you to buy your own support",
    "trusted_person": "money paid to someone you trust",
    "trust": "money a small legal group looks after for you",
    "community_group": "money a local group looks after for you",
    "provider": "money {payer} looks after for you",
    "council": "money {payer} looks after for you",
}


def way_words(budget: Budget, *, payer: str) -> str:
    """Return who looks after it, in words."""
    return WAYS[budget.way].format(payer=payer or "someone")


def weekly_words(budget: Budget, *, payer: str) -> str:
    """Return "Your support money: £132.00 a week, looked after by Millbrook Council" (row F32)."""
    kept = "paid to you" if budget.way == "person" else f"looked after by {payer}"
    return f"Your support money: {pounds(budget.weekly_pence)} a week, {kept}"
