"""Which dates follow from how often something meets."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.rules import Pattern, dates

TUESDAY = 1


def first(pattern, start, number=3, closed=()):
    return [day.isoformat() for day in islice(dates(pattern, start=start, closed=closed), number)]


def test_every_week_from_the_day_itself():
    assert first(Pattern(TUESDAY), date(2026, 11, 24)) == ["2026-11-24", "2026-12-01", "2026-12-08"]
    assert first(Pattern(TUESDAY), date(2026, 11, 25))[0] == "2026-12-01"


def test_every_second_week_is_counted_from_its_first():
    fortnightly = Pattern(TUESDAY, every_weeks=2, starts_on=date(2026, 11, 12))
    assert first(fortnightly, date(2026, 11, 1)) == ["2026-11-24", "2026-12-08", "2026-12-22"]


@pytest.mark.parametrize(
    ("nth", "found"),
    [
        (1, ["2026-12-01", "2027-01-05"]),
        (2, ["2026-12-08", "2027-01-12"]),
        (5, ["2026-12-29", "2027-03-30"]),
        (-1, ["2026-11-24", "2026-12-29"]),
    ],
)
def test_one_week_of_each_month(nth, found):
    assert first(Pattern(TUESDAY, week_of_month=nth), date(2026, 11, 24), 2) == found


def test_closed_days_and_the_end_are_kept():
    pattern = Pattern(TUESDAY, ends_on=date(2026, 12, 8))
    assert first(pattern, date(2026, 11, 24), closed={date(2026, 12, 1)}) == ["2026-11-24", "2026-12-08"]
    assert first(Pattern(TUESDAY, ends_on=date(2020, 1, 1)), date(2026, 11, 24)) == []


@given(
    st.integers(0, 6), st.integers(1, 52), st.sampled_from([None, 1, 2, 3, 4, 5, -1]), st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 900), st.sets(st.integers(0, 60)),
)  # fmt: skip
def test_any_pattern_gives_days_in_order_that_fit_it(weekday, every, nth, start, began, closed):
    pattern = Pattern(weekday, every, nth, starts_on=start - timedelta(days=began))
    shut = {start + timedelta(days=one) for one in closed}
    found = list(dates(pattern, start=start, closed=shut))
    assert found == sorted(set(found))
    assert all(day.weekday() == weekday and day >= start and day not in shut for day in found)
