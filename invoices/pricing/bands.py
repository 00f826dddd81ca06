"""Cutting a visit where its price changes: at London midnight and at the edges of the night.

Length is real minutes (from UTC), so a clock change neither adds nor loses pay; dates and bands go by the London clock.
One price a minute: bank holiday, else night, else weekend, else normal; never added together (section 7).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from invoices.pricing.types import Rates
from marketplace.kernel.bank_holidays import holiday_name
from marketplace.kernel.clock import LONDON
from marketplace.kernel.errors import DomainError

MINUTE = timedelta(minutes=1)


class Band(NamedTuple):
    """A stretch of one visit on one London date at one price: real minutes, pence an hour."""

    day: date
    rate: str
    minutes: int
    pence_per_hour: int
    holiday: str = ""


def bands(start: datetime, end: datetime, *, rates: Rates, nation: str) -> list[Band]:
    """Return the bands of a visit, one for each London date and rate, in the order in which they first come.

    A rate that comes twice on one date (a night before and after the day) is one band: a line is one visit, one date,
    one band. A visit shorter than the provider's minimum is charged as the minimum: the rest is added to the band in
    which it ended. Raises DomainError when it does not end after it starts, or is not on whole minutes.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    length = end - start
    if end <= start:
        raise DomainError("A visit must end after it starts.")
    # Both ends, not just the length: a visit from 22:00:30 would lose the half minutes at each cut.
    if any(edge.second or edge.microsecond for edge in (start, end)):
        raise DomainError("A visit must start and end on whole minutes.")
    found: dict[tuple[date, str], Band] = {}
    key = None
    for here, there in _stretches(start, end, rates):
        band = _band(here, there, rates=rates, nation=nation)
        key = (band.day, band.rate)
        found[key] = _longer(found[key], band.minutes) if key in found else band
    short = rates.minimum_minutes - length // MINUTE
    if key and short > 0:
        found[key] = _longer(found[key], short)
    return list(found.values())


def rate_of(moment: datetime, *, rates: Rates, nation: str) -> tuple[str, int, str]:
    """Return the rate's name, its pence an hour and the higher-price day's name at a moment."""
    return _rate_at(moment.astimezone(LONDON), rates, nation)


def _rate_at(wall: datetime, rates: Rates, nation: str) -> tuple[str, int, str]:
    day = wall.date()
    special = rates.extra_days.get(day, "") or ("" if day in rates.ordinary_days else holiday_name(day, nation=nation))
    if special and rates.bank_holiday is not None:
        return "bank_holiday", rates.bank_holiday, special
    if rates.night is not None and _is_night(wall.time(), rates):
        return "night", rates.night, ""
    if rates.weekend is not None and day.weekday() >= 5:
        return "weekend", rates.weekend, ""
    return "normal", rates.normal, ""


def _longer(band: Band, minutes: int) -> Band:
    return band._replace(minutes=band.minutes + minutes)


def _band(here: datetime, there: datetime, *, rates: Rates, nation: str) -> Band:
    wall = here.astimezone(LONDON)
    name, pence, special = _rate_at(wall, rates, nation)
    return Band(wall.date(), name, (there - here) // MINUTE, pence, special)


def _is_night(at: time, rates: Rates) -> bool:
    if rates.night_from is None or rates.night_to is None:
        return False
    if rates.night_from <= rates.night_to:
        return rates.night_from <= at < rates.night_to
    return at >= rates.night_from or at < rates.night_to


def _stretches(start: datetime, end: datetime, rates: Rates) -> Sequence[tuple[datetime, datetime]]:
    """Return UTC stretches without a London midnight, a night edge or a clock change inside."""
    night = (rates.night_from, rates.night_to) if rates.night is not None else (None, None)
    edges = _edges(start.date(), end.date(), *night)
    inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
    return list(pairwise([start, *inside, end])) if inside else [(start, end)]


@lru_cache(maxsize=4096)
def _edges(first: date, last: date, night_from: time | None, night_to: time | None) -> Sequence[datetime]:
    """Return the UTC times about some UTC dates at which a price may change, in order: the same for every visit.

    A London date begins and ends within an hour of the UTC one, so a day before and a day after hold every edge between.
    """
    found = set()
    day, after = first - timedelta(days=1), last + timedelta(days=1)
    at_times = {time(0)} | {edge for edge in (night_from, night_to) if edge}
    while day <= after:
        for at in at_times:
            # An edge inside the hour that comes twice cuts both times; rate_of then names each stretch.
            for fold in (0, 1):
                found.add(datetime.combine(day, at, tzinfo=LONDON).replace(fold=fold).astimezone(UTC))
        for hour in (1, 2):  # the clocks change at 01:00 UTC; cutting there keeps every stretch plain
            found.add(datetime.combine(day, time(hour), tzinfo=UTC))
        day += timedelta(days=1)
    return sorted(found)
