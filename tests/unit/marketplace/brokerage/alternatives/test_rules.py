"""A year of somebody's own weeks, to the penny: what the invoices of that year would come to."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.pricing.types import Rates
from marketplace.brokerage.alternatives.rules import (
    Week,
    days_of,
    first_monday,
    minutes_for,
    year_at_the_door,
    year_by_the_hour,
)

FIRST = date(2026, 11, 30)
HARBOUR = Rates(normal=2200, bank_holiday=3300, pence_per_mile=50)


def year(weekdays, minutes=120, *, miles=0, rates=HARBOUR):
    return year_by_the_hour(Week(weekdays, time(10), minutes, miles), first=FIRST, rates_on=lambda _: rates)


def test_a_year_begins_on_the_monday_after():
    assert first_monday(date(2026, 11, 25)) == FIRST
    assert first_monday(FIRST) == date(2026, 12, 7)


def test_mondays_meet_the_bank_holidays():
    found = year((0,))
    assert [day.isoformat() for day, _ in found.higher_days] == [
        "2026-12-28", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30",
    ]  # fmt: skip
    assert (found.times, found.pence, found.usual_week_pence) == (52, 47 * 4400 + 5 * 6600, 4400)


def test_a_midweek_year_without_one_is_52_weeks():
    assert year((2,), rates=Rates(normal=2200)).pence == 52 * 4400


def test_miles_are_in_it_and_are_told_apart():
    found = year((1, 3), miles=142)
    assert (found.travel_pence, found.usual_week_pence) == (104 * 710, 2 * (4400 + 710))
    assert year((1,), miles=142, rates=Rates(normal=2200)).travel_pence == 0, "nobody drives"


def test_a_price_that_rises_is_used_from_its_day():
    found = year_by_the_hour(
        Week((2,), time(10), 60),
        first=FIRST,
        rates_on=lambda day: Rates(normal=2000 if day < date(2027, 4, 1) else 2300),
    )
    days = days_of(Week((2,), time(10), 60), first=FIRST)
    assert found.pence == sum(2000 if day < date(2027, 4, 1) else 2300 for day in days)
    assert year_by_the_hour(Week((2,), time(10), 60), first=FIRST, rates_on=lambda _: None) is None


def test_going_to_a_door_counts_open_days_up_to_so_many_a_week():
    open_days = days_of(Week((1, 3), time(13), 60), first=FIRST)
    assert year_at_the_door(pence=100, open_days=open_days, first=FIRST, a_week=1).pence == 52 * 100
    both = year_at_the_door(pence=100, open_days=open_days, first=FIRST, a_week=5)
    assert (both.times, both.pence, both.usual_week_pence) == (104, 10400, 200)
    assert year_at_the_door(pence=100, open_days=[date(2020, 1, 1)], first=FIRST, a_week=1).times == 0


@pytest.mark.parametrize(
    ("weekly", "hourly", "minutes"), [(6000, 2200, 163), (0, 2200, 0), (2200, 2200, 60), (100, 0, 0)]
)
def test_what_money_buys_in_whole_minutes(weekly, hourly, minutes):
    assert minutes_for(weekly, pence_per_hour=hourly) == minutes


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(15, 600), st.integers(0, 300), st.integers(0, 5000))
def test_a_year_is_the_sum_of_its_visits(weekdays, minutes, miles, hourly):
    rates = Rates(normal=hourly, pence_per_mile=45)
    found = year(sorted(weekdays), minutes, miles=miles, rates=rates)
    assert found.times == 52 * len(weekdays)
    assert found.pence == found.support_pence + found.travel_pence >= 0
    assert not found.higher_days or rates.bank_holiday is not None
