"""Cutting visits into bands, and the lines they make: section 7 of the domain text, and what must hold for any visit."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from invoices.pricing.bands import bands
from invoices.pricing.notice import free_until, is_free
from invoices.pricing.types import Rates, VisitToPrice
from invoices.pricing.visits import late_cancellation, price_visit, total
from marketplace.kernel.clock import LONDON
from marketplace.kernel.errors import DomainError

HARBOUR = Rates(normal=2200, bank_holiday=3300, pence_per_mile=50)
FULL = Rates(normal=2000, night=2250, bank_holiday=4000, weekend=2100, night_from=time(23), night_to=time(7))
ENGLAND = "england-and-wales"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def priced(start: str, end: str, rates: Rates = HARBOUR, **facts):
    return price_visit(VisitToPrice(start=at(start), end=at(end), **facts), rates=rates)


def test_christmas_eve_into_christmas_day_is_cut_at_midnight():
    lines = priced("2026-12-24T22:00", "2026-12-25T02:00")
    assert [(line.rate, line.pence) for line in lines] == [("normal", 4400), ("bank_holiday", 6600)]
    assert lines[1].holiday == "Christmas Day"


def test_the_clocks_going_forward_leave_three_hours_of_four():
    assert (
        sum(
            band.minutes
            for band in bands(at("2027-03-28T00:00"), at("2027-03-28T04:00"), rates=HARBOUR, nation=ENGLAND)
        )
        == 180
    )


def test_the_clocks_going_back_make_five_hours_of_four():
    assert (
        sum(
            band.minutes
            for band in bands(at("2026-10-25T00:00"), at("2026-10-25T04:00"), rates=HARBOUR, nation=ENGLAND)
        )
        == 300
    )


def test_a_night_edge_inside_the_hour_that_comes_twice_counts_every_minute_once():
    rates = Rates(normal=2000, night=3000, night_from=time(1, 30), night_to=time(5))
    found = bands(at("2026-10-25T00:00"), at("2026-10-25T06:00"), rates=rates, nation=ENGLAND)
    assert sum(band.minutes for band in found) == 420
    # 01:30–02:00 is night both times round; 01:00–01:30 is not, either time.
    assert sum(band.minutes for band in found if band.rate == "night") == 30 + 30 + 180


def test_a_bank_holiday_beats_night_and_weekend_and_they_never_add():
    assert [line.rate for line in priced("2026-12-25T23:30", "2026-12-26T00:30", FULL)] == ["bank_holiday", "night"]


def test_a_provider_s_own_day_counts_once_beside_the_nation_s():
    own = Rates(
        normal=2200,
        bank_holiday=3300,
        extra_days={date(2026, 12, 25): "Christmas", date(2026, 12, 26): "Boxing Day itself"},
    )
    assert total(priced("2026-12-26T10:00", "2026-12-26T11:00", own)) == 3300
    assert total(priced("2026-12-25T10:00", "2026-12-25T11:00", own)) == 3300


def test_without_a_bank_holiday_price_the_day_costs_the_ordinary_one():
    assert total(priced("2026-08-31T10:00", "2026-08-31T13:00", Rates(normal=2200))) == 6600


def test_a_visit_shorter_than_the_minimum_is_charged_as_the_minimum():
    assert total(priced("2026-08-03T10:00", "2026-08-03T10:20", Rates(normal=2200, minimum_minutes=60))) == 2200


def test_margaret_s_august_is_264_pounds_and_15_80():
    month = [("2026-08-03T10:00", "2026-08-03T12:00", 64), ("2026-08-13T10:00", "2026-08-13T13:00", 0),
             ("2026-08-21T13:00", "2026-08-21T15:30", 110), ("2026-08-31T10:00", "2026-08-31T13:00", 142)]  # fmt: skip
    lines = [line for start, end, tenths in month for line in priced(start, end, miles_tenths=tenths)]
    assert total(line for line in lines if line.kind == "support") == 26400
    assert total(line for line in lines if line.kind == "travel") == 1580


def test_half_a_penny_goes_up_on_each_line():
    assert total(priced("2026-12-01T08:00", "2026-12-01T10:15", Rates(normal=2230))) == 5018


def test_saved_hours_that_were_paid_cost_only_the_difference():
    visit = VisitToPrice(
        start=at("2026-08-31T10:00"), end=at("2026-08-31T12:00"), minutes_from_saved=60, saved_at_pence_per_hour=2200
    )
    assert [(line.kind, line.pence) for line in price_visit(visit, rates=HARBOUR, policy="paid_when_planned")] == [
        ("saved_hours_used", 1100),
        ("support", 3300),
    ]


def test_saved_hours_charged_when_used_cost_the_price_of_that_day():
    visit = VisitToPrice(start=at("2026-08-31T10:00"), end=at("2026-08-31T11:00"), minutes_from_saved=60)
    assert total(price_visit(visit, rates=HARBOUR)) == 3300


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-08-03T12:00", "2026-08-03T10:00", "must end after"),
        ("2026-08-03T12:00", "2026-08-03T12:00", "must end after"),
    ],
)
def test_what_cannot_be_priced_is_told(start, end, words):
    with pytest.raises(DomainError, match=words):
        priced(start, end)


def test_notice_is_counted_by_the_clock_on_the_wall():
    visit = at("2027-04-01T10:00")
    assert free_until(visit, notice_days=7) == at("2027-03-25T10:00")
    assert is_free(visit, told_at=at("2027-03-25T10:00"), notice_days=7)
    assert not is_free(visit, told_at=at("2027-03-25T10:00") + timedelta(minutes=1), notice_days=7)


def test_cancelling_late_costs_the_planned_time_without_travel():
    lines = late_cancellation(
        at("2026-12-22T10:00"),
        at("2026-12-22T12:00"),
        told_at=at("2026-12-18T09:00"),
        notice_days=7,
        rates=HARBOUR,
        nation=ENGLAND,
    )
    assert [(line.kind, line.pence) for line in lines] == [("late_cancellation", 4400)]
    assert lines[0].shares_as == "support"


moments = some.datetimes(
    min_value=datetime.fromisoformat("2020-01-01"),
    max_value=datetime.fromisoformat("2030-01-01"),
    timezones=some.just(UTC),
).map(lambda moment: moment.replace(second=0, microsecond=0))


@given(start=moments, minutes=some.integers(1, 60 * 40))
def test_every_real_minute_is_in_one_band(start, minutes):
    found = bands(start, start + timedelta(minutes=minutes), rates=FULL, nation="scotland")
    assert sum(band.minutes for band in found) == minutes
    assert all(band.minutes > 0 for band in found)


@given(start=moments, first=some.integers(1, 600), second=some.integers(1, 600))
def test_cutting_a_visit_in_two_keeps_each_minute_s_price(start, first, second):
    def minutes_by_price(begin, end):
        sums: dict[tuple[date, str], int] = {}
        for band in bands(begin, end, rates=FULL, nation=ENGLAND):
            sums[band.day, band.rate] = sums.get((band.day, band.rate), 0) + band.minutes
        return sums

    middle, end = start + timedelta(minutes=first), start + timedelta(minutes=first + second)
    parts = minutes_by_price(start, middle)
    for key, value in minutes_by_price(middle, end).items():
        parts[key] = parts.get(key, 0) + value
    assert parts == minutes_by_price(start, end)
