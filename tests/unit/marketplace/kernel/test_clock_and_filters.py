"""London wall time on both sides of a clock change, and times, days, hours and miles as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from marketplace.kernel import clock as clocks
from marketplace.kernel import filters
from marketplace.kernel.errors import SetUpError


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 1, 5), time(9), utc(2026, 1, 5, 9)),
        (date(2026, 7, 6), time(9), utc(2026, 7, 6, 8)),
        # 25 October 2026: 1.30 comes twice, and the first is meant.
        (date(2026, 10, 25), time(1, 30), utc(2026, 10, 25, 0, 30)),
        (date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 2, 30)),
        # 29 March 2026: 1.30 does not come, and is read as if the clocks had not gone forward.
        (date(2026, 3, 29), time(1, 30), utc(2026, 3, 29, 1, 30)),
    ],
)
def test_london_wall_time_in_utc(day, at, expected):
    assert clocks.from_london(day, at) == expected


def test_a_summer_night_belongs_to_the_london_day():
    assert clocks.london_date(utc(2026, 8, 31, 23, 30)) == date(2026, 9, 1)
    assert clocks.london_date(utc(2026, 12, 31, 23, 30)) == date(2026, 12, 31)


def test_months_begin_at_london_midnight():
    assert clocks.month_bounds(2026, 8) == (utc(2026, 7, 31, 23), utc(2026, 8, 31, 23))
    assert clocks.month_bounds(2026, 12) == (utc(2026, 12, 1), utc(2027, 1, 1))
    assert clocks.month_bounds(2026, 10)[1] - clocks.month_bounds(2026, 10)[0] == timedelta(days=31, hours=1)


def test_the_clock_can_be_frozen_but_never_in_production(clock, monkeypatch):
    clock("2026-09-01T09:00")
    assert clocks.now() == utc(2026, 9, 1, 8)
    clock("2026-09-01T09:00+00:00")
    assert clocks.now() == utc(2026, 9, 1, 9)
    monkeypatch.setenv("KITH_ENVIRONMENT", "production")
    assert abs(clocks.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_frozen_time_that_cannot_be_read_says_how_to_write_it(clock):
    clock("half past two")
    with pytest.raises(SetUpError, match="2026-09-01T09:00"):
        clocks.now()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (utc(2026, 8, 31, 13), "2 pm"),
        (utc(2026, 8, 31, 8, 30), "9.30 am"),
        (utc(2026, 8, 31, 11), "midday"),
        (utc(2026, 8, 31, 23), "midnight"),
        (utc(2026, 8, 31, 11, 5), "12.05 pm"),
        (utc(2026, 1, 5, 0, 15), "12.15 am"),
    ],
)
def test_times_as_people_say_them(moment, words):
    assert filters.clock_time(moment) == words


def test_days_as_people_say_them_by_the_london_date():
    late = utc(2026, 8, 30, 23, 30)
    assert filters.long_date(late) == "Monday 31 August 2026"
    assert filters.short_date(date(2026, 9, 1)) == "1 September 2026"
    assert filters.day_and_month(late) == "Monday 31 August"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 hours"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (150, "2 hours 30 minutes"),
        (61, "1 hour 1 minute"),
    ],
)
def test_hours_in_words(minutes, words):
    assert filters.hours(minutes) == words


@pytest.mark.parametrize(("tenths", "words"), [(142, "14.2"), (0, "0.0"), (5, "0.5"), (10000, "1000.0")])
def test_miles_to_one_decimal(tenths, words):
    assert filters.miles(tenths) == words
