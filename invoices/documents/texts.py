"""What is written to whoever pays when invoices are made: neutral, no name anywhere (rules G4, K16)."""

from __future__ import annotations

from datetime import date

from marketplace.kernel.filters import short_date
from marketplace.kernel.money import pounds

NEW = "You have a new invoice"
NEW_MANY = "You have new invoices"


def new(*, total_pence: int, pay_by: date) -> str:
    """Return the words to someone who pays an invoice."""
    if not total_pence:
        return "There is nothing to pay on it. Keep it if you like."
    return f"You pay {pounds(total_pence)} by {short_date(pay_by)}. Ring us if something on it looks wrong."


def new_many(*, number: int, total_pence: int) -> str:
    """Return the words to whoever pays for an organisation."""
    some = "one new invoice" if number == 1 else f"{number} new invoices"
    return f"There {'is' if number == 1 else 'are'} {some} for you to pay, {pounds(total_pence)} in all."
