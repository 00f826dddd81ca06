"""How figures and times read on a page, a mail and an invoice."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from marketplace.kernel.clock import london
from marketplace.kernel.money import pounds, price_per_mile

if TYPE_CHECKING:
    from flask import Flask


def long_date(day: date | datetime) -> str:
    """Return "Monday 31 August 2026" (the London date of a time)."""
    day = _day(day)
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def short_date(day: date | datetime) -> str:
    """Return "31 August 2026"."""
    day = _day(day)
    return f"{day.day} {day:%B} {day.year}"


def day_and_month(day: date | datetime) -> str:
    """Return "Monday 31 August"."""
    return _day_and_month(_day(day))


def clock_time(moment: datetime) -> str:
    """Return a London time as people say it: "2 pm", "9.30 am", "midday", "midnight"."""
    at = london(moment)
    if at.minute == 0 and at.hour in {0, 12}:
        return "midnight" if at.hour == 0 else "midday"
    minutes = f".{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def miles(tenths: int) -> str:
    """Return tenths of a mile as people read them: 142 → "14.2"."""
    return f"{tenths // 10}.{tenths % 10}"


def hours(minutes: int) -> str:
    """Return minutes as hours in words: 150 → "2 hours 30 minutes"."""
    whole, rest = divmod(minutes, 60)
    words = []
    if whole or not rest:
        words.append(f"{whole} hour{'' if whole == 1 else 's'}")
    if rest:
        words.append(f"{rest} minute{'' if rest == 1 else 's'}")
    return " ".join(words)


def set_up(app: Flask) -> None:
    """Make these usable in every template."""
    for act in (long_date, short_date, day_and_month, clock_time, miles, hours, pounds, price_per_mile):
        app.jinja_env.filters[act.__name__] = act


@lru_cache(maxsize=1024)  # a month end says the same few days ten thousand times
def _day_and_month(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _day(day: date | datetime) -> date:
    return london(day).date() if isinstance(day, datetime) else day
