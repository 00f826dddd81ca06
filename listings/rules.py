"""When something is open: the dates that follow from how often it meets; and which offers may be shown. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LOOK_AHEAD = timedelta(days=400)
"""A yearly thing is found; what meets more seldom is told in its own words."""


def offer_shown(*, personal_care: bool, regulator_number: str, in_list: bool | None) -> bool:
    """Say whether an offer may be shown: help with washing and the like needs the care regulator's number (rule W1).

    `in_list`: whether that number is on the regulator's newest list; None where nobody has looked it up yet.
    """
    return not personal_care or (bool(regulator_number) and in_list is not False)


@dataclass(frozen=True)
class Pattern:
    """How often: a weekday (0 is Monday), every so many weeks from a first day, or one week of each month (-1: the last)."""

    weekday: int
    every_weeks: int = 1
    week_of_month: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


def dates(pattern: Pattern, *, start: date, closed: Collection[date] = ()) -> Iterator[date]:
    """Yield the days it meets from a day on, soonest first, for a little over a year; not on closed days (row A13)."""
    day = max(start, pattern.starts_on) if pattern.starts_on else start
    day += timedelta(days=(pattern.weekday - day.weekday()) % 7)
    last = min(start + LOOK_AHEAD, pattern.ends_on) if pattern.ends_on else start + LOOK_AHEAD
    while day <= last:
        if _meets(pattern, day) and day not in closed:
            yield day
        day += timedelta(days=7)


def _meets(pattern: Pattern, day: date) -> bool:
    if pattern.every_weeks > 1 and pattern.starts_on is not None:
        weeks = (_monday(day) - _monday(pattern.starts_on)).days // 7
        if weeks % pattern.every_weeks:
            return False
    if pattern.week_of_month is None:
        return True
    if pattern.week_of_month == -1:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == pattern.week_of_month


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
