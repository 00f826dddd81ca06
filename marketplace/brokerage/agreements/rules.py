"""When an agreement may be left for nothing, when support may start, and which price holds on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from marketplace.kernel.clock import london_date

CANCEL_DAYS = 14
"""Consumer Contracts Regulations 2013: fourteen days from the day after the agreement (rules C1, C1b)."""


class Dated(Protocol):
    """Anything that holds from a day to a day."""

    valid_from: date
    valid_to: date | None


Price = TypeVar("Price", bound=Dated)


def last_cancel_day(agreed_at: datetime) -> date:
    """Return the last day on which the person may change their mind (London dates)."""
    return london_date(agreed_at) + timedelta(days=CANCEL_DAYS)


def may_start_from(agreed_at: datetime, *, early: bool) -> date:
    """Return the first day of support: at once where the person asked for an early start, else after the 14 days."""
    return london_date(agreed_at) if early else last_cancel_day(agreed_at) + timedelta(days=1)


def price_on(prices: Iterable[Price], day: date) -> Price | None:
    """Return the price that holds on a day: by the date of the visit, from the list agreed (section 7)."""
    for price in prices:
        if price.valid_from <= day and (price.valid_to is None or day <= price.valid_to):
            return price
    return None
