"""A price list beside the others of its offer: no day with two prices, none without one in between. Pure.

A price is a record as a version of a page keeps it: "valid_from" and "valid_to" as ISO dates ("valid_to" None: for good),
amounts in pence, lengths in minutes. A live price that has begun was read by people and copied into agreements, so it
is never changed, only ended (row E18, section 7 of the domain text).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from marketplace.kernel.errors import DomainError

Price = Mapping[str, Any]
ONE_DAY = timedelta(days=1)


def with_price(prices: Sequence[Price], new: Price, *, today: date) -> list[dict[str, Any]]:
    """Return an offer's prices with a new one: the one before it ends the day before; it ends before the one after it.

    Raises DomainError where it would start on the day of another, hold on a day of another, leave days without a price,
    or change days gone by of a price that is live.
    """
    start = date.fromisoformat(new["valid_from"])
    kept = sorted((dict(one) for one in prices), key=lambda one: str(one["valid_from"]))
    if any(one["valid_from"] == new["valid_from"] for one in kept):
        raise DomainError(f"There is a price from {_words(start)} already. Change that one, or choose another day.")
    before = [one for one in kept if one["valid_from"] < new["valid_from"]]
    after = [one for one in kept if one["valid_from"] > new["valid_from"]]
    if before and _holds_after(before[-1], start - ONE_DAY):
        if begun(before[-1], today=today) and start <= today:
            raise DomainError("Nobody can change a price for days gone by. Start the new one tomorrow or later.")
        before[-1]["valid_to"] = (start - ONE_DAY).isoformat()
    made = dict(new)
    if after and made["valid_to"] is None:
        made["valid_to"] = (date.fromisoformat(after[0]["valid_from"]) - ONE_DAY).isoformat()
    found = [*before, made, *after]
    trouble = prices_trouble(found)
    if trouble:
        raise DomainError(trouble)
    return found


def prices_trouble(prices: Sequence[Price]) -> str:
    """Return what is wrong with the days of an offer's prices, in one sentence, or ""."""
    kept = sorted(prices, key=lambda one: str(one["valid_from"]))
    for one in kept:
        if one["valid_to"] is not None and one["valid_to"] < one["valid_from"]:
            return "The last day of a price comes before its first day."
    for one, other in pairwise(kept):
        first = date.fromisoformat(other["valid_from"])
        if one["valid_to"] is None or one["valid_to"] >= other["valid_from"]:
            return f"Two prices would hold on {_words(first)}. End the first one the day before."
        last = date.fromisoformat(one["valid_to"])
        if last + ONE_DAY < first:
            return f"No price would hold from {_words(last + ONE_DAY)} to {_words(first - ONE_DAY)}. Leave no days out."
    return ""


def begun(price: Price, *, today: date) -> bool:
    """Say whether a price is live and has begun: then it is never changed, only ended."""
    return price.get("id") is not None and str(price["valid_from"]) <= today.isoformat()


def without_price(prices: Sequence[Price], start: str, *, today: date) -> list[dict[str, Any]]:
    """Return an offer's prices without the one from a day; the one before it holds on. Raises DomainError once it began."""
    kept = sorted((dict(one) for one in prices), key=lambda one: str(one["valid_from"]))
    gone = next((one for one in kept if one["valid_from"] == start), None)
    if gone is None:
        return kept
    if begun(gone, today=today):
        raise DomainError("This price has begun, so it stays. To end it, add the next one.")
    before = [one for one in kept if one["valid_from"] < start]
    if before:
        before[-1]["valid_to"] = gone["valid_to"]
    return [*before, *(one for one in kept if one["valid_from"] > start)]


def _holds_after(price: Price, day: date) -> bool:
    return price["valid_to"] is None or str(price["valid_to"]) > day.isoformat()


def _words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
