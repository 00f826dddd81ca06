"""Prices from day to day: never two on a day, never none between, never changed for days gone by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.editing.price_rules import prices_trouble, with_price, without_price
from marketplace.kernel.errors import DomainError

TODAY = date(2026, 7, 15)


def price(start, end=None, *, number=None, pence=2200):
    return {"id": number, "valid_from": start, "valid_to": end, "pence_per_hour": pence}


def spans(prices):
    return [(one["valid_from"], one["valid_to"]) for one in prices]


def test_the_one_before_ends_the_day_before():
    made = with_price([price("2026-04-01", number=1)], price("2026-08-01"), today=TODAY)
    assert spans(made) == [("2026-04-01", "2026-07-31"), ("2026-08-01", None)]


def test_one_in_between_ends_where_the_next_begins():
    made = with_price(
        [price("2026-04-01", "2026-12-31", number=1), price("2027-01-01")], price("2026-10-01"), today=TODAY
    )
    assert spans(made) == [("2026-04-01", "2026-09-30"), ("2026-10-01", "2026-12-31"), ("2027-01-01", None)]


def test_a_first_price_may_begin_in_the_past():
    assert spans(with_price([], price("2026-04-01"), today=TODAY)) == [("2026-04-01", None)]


@pytest.mark.parametrize(
    ("prices", "new", "told"),
    [
        ([price("2026-04-01")], price("2026-04-01"), "There is a price from 1 April 2026 already"),
        ([price("2026-04-01", number=1)], price("2026-07-15"), "days gone by"),
        ([price("2026-04-01", number=1)], price("2026-05-01"), "days gone by"),
        (
            [price("2026-04-01", "2026-07-31")],
            price("2026-08-03"),
            "No price would hold from 1 August 2026 to 2 August",
        ),
        (
            [price("2026-04-01", "2026-07-31"), price("2026-09-01")],
            price("2026-08-01", "2026-08-30"),
            "31 August 2026 to",
        ),
        ([price("2027-01-01")], price("2026-08-01", "2027-02-01"), "Two prices would hold on 1 January 2027"),
        ([], price("2026-08-01", "2026-07-01"), "last day of a price comes before"),
    ],
)
def test_what_does_not_fit_is_told_in_one_sentence(prices, new, told):
    with pytest.raises(DomainError, match=told):
        with_price(prices, new, today=TODAY)


def test_days_gone_by_may_change_while_nobody_has_seen_the_price():
    made = with_price([price("2026-04-01")], price("2026-05-01"), today=TODAY)
    assert spans(made) == [("2026-04-01", "2026-04-30"), ("2026-05-01", None)]


def test_taking_one_out_lets_the_one_before_go_on():
    both = [price("2026-04-01", "2026-07-31", number=1), price("2026-08-01", number=2)]
    assert spans(without_price(both, "2026-08-01", today=TODAY)) == [("2026-04-01", None)]
    with pytest.raises(DomainError, match="has begun, so it stays"):
        without_price(both, "2026-04-01", today=TODAY)


starts = st.dates(date(2026, 8, 1), date(2028, 1, 1))


@given(st.lists(starts, min_size=1, max_size=8, unique=True))
def test_in_whatever_order_they_come_every_day_has_one_price(days):
    prices = [price("2026-04-01", number=1)]
    for day in days:
        prices = with_price(prices, price(day.isoformat()), today=TODAY)
    assert prices_trouble(prices) == ""
    for ahead in range(0, 900, 13):
        day = (date(2026, 4, 1) + timedelta(days=ahead)).isoformat()
        holding = [
            one for one in prices if one["valid_from"] <= day and (one["valid_to"] is None or day <= one["valid_to"])
        ]
        assert len(holding) == 1
