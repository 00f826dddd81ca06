"""When facts grow old, and when whoever runs a page is asked about them (rule D3). Pure: days in, words and days out.

A page has one day on which all of it was checked, and some facts have a day of their own: "price", "times" and "places".
A fact's own day counts where it is the later one. Whoever confirms the whole page confirms every fact of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

OLD_AFTER = timedelta(days=183)
VERY_OLD_AFTER = timedelta(days=365)
PRICE_AFTER = timedelta(days=91)
PLACES_AFTER = timedelta(days=30)
YEAR = timedelta(days=365)
LINK_DAYS = 120
"""How long the link of a prompt can be used."""
QUIET = timedelta(days=28)
"""The least time between two prompts of a kind about a page, however late a worker comes by."""
SOON = timedelta(days=14)
"""What the whole page is asked about within this time is not asked about by itself before."""

ALL, PRICE, TIMES, PLACES = "all", "price", "times", "places"
COLUMNS: Mapping[str, frozenset[str]] = {
    PRICE: frozenset({"free", "door_price_pence", "price_words", "offers", "prices"}),
    TIMES: frozenset({"sessions", "times_words", "closed_days", "closed_bank_holidays"}),
    PLACES: frozenset({"places_left", "waiting_weeks"}),
}
"""Fact with a day of its own → the columns that say it."""


@dataclass(frozen=True)
class Dated:
    """How a page stands, for deciding what to ask: its days, and whether it has a price and places to ask about."""

    checked_on: date
    """The day all of it was checked; of a page that never was, the day it was made."""
    facts_checked: Mapping[str, Any] = field(default_factory=dict)
    has_price: bool = False
    has_places: bool = False


def fact_of(column: str) -> str:
    """Return the fact that a column belongs to: "price" for "door_price_pence"; another column is a fact by itself."""
    return next((fact for fact, columns in COLUMNS.items() if column in columns), column)


def checked_on_of(checked_on: date | None, facts_checked: Mapping[str, Any] | None, name: str) -> date | None:
    """Return the day a fact, or a column of it, was last checked: its own day or the page's, whichever is later."""
    own = own_day(facts_checked, name)
    return max((day for day in (own, checked_on) if day is not None), default=None)


def own_day(facts_checked: Mapping[str, Any] | None, name: str) -> date | None:
    """Return a fact's own day, if it has one."""
    told = (facts_checked or {}).get(fact_of(name))
    return date.fromisoformat(told) if told else None


def after_check(
    checked_on: date | None, facts_checked: Mapping[str, Any] | None, names: Iterable[str], on: date
) -> tuple[date | None, dict[str, str]]:
    """Return the page's day and its facts' own days once some facts were checked on a day; "all" is the whole page."""
    facts = {fact_of(name) for name in names}
    if ALL in facts:
        return on, {}
    return checked_on, {**(facts_checked or {}), **{fact: on.isoformat() for fact in sorted(facts)}}


def freshness_of(checked_on: date | None, *, on: date, source_dated: date | None = None, kept: bool = True) -> str:
    """Return "" for what was checked within six months, "old" after six, "very_old" after twelve (rule D3).

    What was never checked is old. A page that nobody keeps here is old, too, when its own source says that its facts are,
    however lately it was brought in.
    """
    if checked_on is None:
        return "old"
    age = on - checked_on
    if age >= VERY_OLD_AFTER:
        return "very_old"
    source_is_old = not kept and source_dated is not None and on - source_dated >= OLD_AFTER
    return "old" if age >= OLD_AFTER or source_is_old else ""


def due(page: Dated, *, asked: Mapping[str, date], on: date) -> list[str]:
    """Return what to ask about on a day: "all" at six and twelve months and then each year, else "price" and "places".

    `asked`: kind → the day it was last asked. For one unanswered age each kind is asked once. While the whole page is being
    asked about, or soon will be, its price and places are not asked about by themselves.
    """
    whole = _whole_page_days(page.checked_on, on)
    if _is_due(whole, asked.get(ALL), on):
        return [ALL]
    if _next_whole(page.checked_on, on) - on <= SOON or (ALL in asked and on - asked[ALL] < QUIET):
        return []
    found = []
    for kind, wanted, after in ((PRICE, page.has_price, PRICE_AFTER), (PLACES, page.has_places, PLACES_AFTER)):
        day = checked_on_of(page.checked_on, page.facts_checked, kind)
        passed = day + after if wanted and day else None
        if _is_due(passed if passed and passed <= on else None, asked.get(kind), on):
            found.append(kind)
    return found


def why_not(*, answered_on: date | None, is_live: bool, same: bool, asked_on: date, on: date) -> str:
    """Return why a link to confirm can no longer be used: "answered", "gone", "changed" or "late"; "" when it can."""
    if answered_on is not None:
        return "answered"
    if not is_live:
        return "gone"
    if (on - asked_on).days > LINK_DAYS:
        return "late"
    return "" if same else "changed"


def _whole_page_days(checked_on: date, on: date) -> date | None:
    """Return the last day up to now on which the whole page was to be asked about, if one has come."""
    if on < checked_on + OLD_AFTER:
        return None
    years = (on - checked_on).days // YEAR.days
    return checked_on + (years * YEAR if years else OLD_AFTER)


def _next_whole(checked_on: date, on: date) -> date:
    if on < checked_on + OLD_AFTER:
        return checked_on + OLD_AFTER
    return checked_on + ((on - checked_on).days // YEAR.days + 1) * YEAR


def _is_due(since: date | None, asked: date | None, on: date) -> bool:
    """Say whether something is to be asked that has been due since a day, and was last asked on another."""
    if since is None:
        return False
    return asked is None or (asked < since and on - asked >= QUIET)
