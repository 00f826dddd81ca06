"""What a week of support comes to in a year, bank holidays and miles and all. Pure: pence, minutes, tenths of a mile.

A year is 52 weeks from a Monday, as support money is reckoned (£95.00 a week is £4,940 a year, journey 6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from invoices.pricing.types import Rates, VisitToPrice
from invoices.pricing.visits import price_visit
from marketplace.kernel.clock import from_london

WEEKS = 52


@dataclass(frozen=True)
class Week:
    """A person's own week: on which weekdays (0 is Monday), from when, how long each time, how many miles by car each time."""

    weekdays: Sequence[int]
    starts_at: time
    minutes: int
    miles_tenths: int = 0
    nation: str = "england-and-wales"

    @property
    def weekly_minutes(self) -> int:
        """Return the minutes of a whole week."""
        return self.minutes * len(self.weekdays)


@dataclass(frozen=True)
class Year:
    """What a year of such weeks costs in pence, and what is in it."""

    times: int
    support_pence: int
    travel_pence: int = 0
    usual_week_pence: int = 0
    higher_days: Sequence[tuple[date, str]] = ()
    """The bank holidays (or the provider's own days) in it that cost more."""

    @property
    def pence(self) -> int:
        """Return the whole year's cost."""
        return self.support_pence + self.travel_pence


def first_monday(after: date) -> date:
    """Return the Monday after a day."""
    return after + timedelta(days=7 - after.weekday())


def days_of(week: Week, *, first: date) -> list[date]:
    """Return the days of a year of such weeks, from a Monday."""
    return [first + timedelta(days=7 * at + day) for at in range(WEEKS) for day in sorted(week.weekdays)]


def year_by_the_hour(week: Week, *, first: date, rates_on: Callable[[date], Rates | None]) -> Year | None:
    """Return what a year costs at an hourly price, each visit priced by itself as an invoice would; None without a price.

    Miles cost nothing where there is no price for a mile: nobody is driven then.
    """
    support = travel = times = 0
    higher: list[tuple[date, str]] = []
    usual: dict[int, int] = {}
    for day in days_of(week, first=first):
        rates = rates_on(day)
        if rates is None:
            return None
        start = from_london(day, week.starts_at)
        driven = week.miles_tenths if rates.pence_per_mile is not None else 0
        visit = VisitToPrice(start, start + timedelta(minutes=week.minutes), week.nation, driven)
        lines = price_visit(visit, rates=rates)
        support += sum(one.pence for one in lines if one.shares_as == "support")
        travel += sum(one.pence for one in lines if one.shares_as == "travel")
        times += 1
        holiday = next((one.holiday for one in lines if one.rate == "bank_holiday"), "")
        if holiday:
            higher.append((day, holiday))
        else:
            usual.setdefault(day.weekday(), sum(one.pence for one in lines))
    return Year(times, support, travel, sum(usual.values()), higher)


def year_at_the_door(*, pence: int, open_days: Iterable[date], first: date, a_week: int) -> Year:
    """Return what going so often a week costs in a year at a price each time, on the days it is open."""
    last = first + timedelta(days=7 * WEEKS)
    each: dict[date, int] = {}
    for day in open_days:
        if first <= day < last:
            monday = day - timedelta(days=day.weekday())
            each[monday] = min(a_week, each.get(monday, 0) + 1)
    times = sum(each.values())
    return Year(times, times * pence, usual_week_pence=pence * max(each.values(), default=0))


def minutes_for(weekly_pence: int, *, pence_per_hour: int) -> int:
    """Return how many whole minutes a week some money buys at an hourly price."""
    return weekly_pence * 60 // pence_per_hour if pence_per_hour else 0
