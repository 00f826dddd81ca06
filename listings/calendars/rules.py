"""How often something meets, said as a rule that calendar programs read (RFC 5545, RRULE). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from listings.rules import LOOK_AHEAD, Pattern, dates

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Repeats:
    """When something happens: its first day, the rule that leads on from it, days added and days left out."""

    first: date
    rule: dict[str, Any] | None
    """RRULE without its end; None for one day, or where `more` names every other."""
    until: date | None
    more: tuple[date, ...]
    left_out: tuple[date, ...]


def repeats(pattern: Pattern, *, since: date, today: date, closed: Collection[date] = ()) -> Repeats | None:
    """Return how a pattern goes on from a day in the past, or None where it has ended before or never comes.

    A rule can count weeks or name a week of the month, but not both at once: then the days themselves are given, for a
    little over a year from today.
    """
    start = max(since, pattern.starts_on) if pattern.starts_on else since
    first = next(dates(pattern, start=start), None) or next(dates(pattern, start=max(start, today)), None)
    if first is None:
        return None
    left_out = tuple(sorted(day for day in closed if day >= first and next(dates(pattern, start=day), None) == day))
    if first == pattern.ends_on:
        return Repeats(first, None, None, (), left_out)
    if pattern.every_weeks > 1 and pattern.week_of_month is not None:
        more = {*dates(pattern, start=max(first, today)), *dates(pattern, start=first)} - {first}
        return Repeats(first, None, None, tuple(sorted(more)), left_out)
    return Repeats(first, _rule(pattern), pattern.ends_on, (), left_out)


def ends_next_day(opens_at: time, closes_at: time) -> bool:
    """Say whether something goes on past midnight."""
    return closes_at <= opens_at


def mark(pattern: Pattern, opens_at: time) -> str:
    """Return letters that stay the same for a time of a page, however often its row is written anew."""
    told = f"{pattern.weekday} {pattern.every_weeks} {pattern.week_of_month} {pattern.starts_on} {opens_at:%H%M}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def window(today: date) -> tuple[date, date]:
    """Return from when to when bank holidays are told: two months back, at least thirteen on; it moves once a month."""
    first = today.replace(day=1)
    return first - timedelta(days=62), first + LOOK_AHEAD + timedelta(days=31)


def _rule(pattern: Pattern) -> dict[str, Any]:
    day = DAYS[pattern.weekday]
    if pattern.week_of_month is not None:
        return {"FREQ": "MONTHLY", "BYDAY": f"{pattern.week_of_month}{day}"}
    every = {"INTERVAL": pattern.every_weeks, "WKST": "MO"} if pattern.every_weeks > 1 else {}
    return {"FREQ": "WEEKLY", **every, "BYDAY": day}
