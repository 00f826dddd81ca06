"""Requests in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marketplace.brokerage.budgets.models import Budget
from marketplace.brokerage.budgets.presenters import way_words
from marketplace.brokerage.requests.models import SupportRequest
from marketplace.kernel.filters import hours, long_date

STATES = {
    "sent": "Sent. Waiting for an answer",
    "accepted": "They said yes",
    "declined": "They said no this time",
    "withdrawn": "You took it back",
}


def money_choices(budgets: Sequence[Budget], names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return the person's own support money as choices: (number, words)."""
    found = []
    for budget in budgets:
        words = way_words(budget, payer=names.get(budget.payer_organisation_id or 0, ""))
        found.append((str(budget.id), words[0].upper() + words[1:]))
    return found


def facts(request: SupportRequest) -> list[tuple[str, str]]:
    """Return what was asked, as pairs."""
    return [
        ("What would help", request.what),
        ("How much", f"{hours(request.weekly_minutes)} a week"),
        ("When", request.when_words or "Any time"),
        ("From", long_date(request.starts_on)),
        ("In a worker", request.worker_wish or "No wish given"),
    ]
