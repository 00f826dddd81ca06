"""Pence: rounding once and away from zero, sharing without losing one, reading and writing pounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.errors import DomainError
from marketplace.kernel.money import (
    parse_pounds,
    pounds,
    price_per_mile,
    round_half_away,
    share_by_largest_remainder,
)


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (-3, 2, -2),
        (5, 2, 3),
        (1, 3, 0),
        (2, 3, 1),
        (1, -2, -1),
        (-1, -2, 1),
        (0, 7, 0),
    ],
)
def test_a_half_goes_away_from_zero(above, below, whole):
    assert round_half_away(above, below) == whole


def test_nothing_is_divided_by_nothing():
    with pytest.raises(ZeroDivisionError):
        round_half_away(1, 0)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_rounding_is_never_more_than_half_away(above, below):
    assert abs(Fraction(above, below) - round_half_away(above, below)) <= Fraction(1, 2)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4))
def test_a_credit_mirrors_its_invoice(above, below):
    assert round_half_away(-above, below) == -round_half_away(above, below)


@given(st.integers(-(10**7), 10**7), st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_each_is_within_a_penny(total, weights):
    parts = share_by_largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


def test_odd_pennies_go_to_the_largest_remainder_and_then_the_first():
    assert share_by_largest_remainder(100, [1, 1, 1]) == [34, 33, 33]
    assert share_by_largest_remainder(100, [1, 2]) == [33, 67]
    assert share_by_largest_remainder(-100, [1, 1, 1]) == [-34, -33, -33]
    assert share_by_largest_remainder(10, [Fraction(1, 3), Fraction(2, 3), 0]) == [3, 7, 0]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_that_share_nothing_are_refused(weights):
    with pytest.raises(DomainError):
        share_by_largest_remainder(100, weights)


@pytest.mark.parametrize(
    ("pence", "words"),
    [(26400, "£264.00"), (5, "£0.05"), (0, "£0.00"), (-150, "−£1.50"), (123456789, "£1,234,567.89")],
)
def test_pounds_as_people_read_them(pence, words):
    assert pounds(pence) == words


@pytest.mark.parametrize(("pence", "words"), [(0, "0p"), (50, "50p"), (99, "99p"), (100, "£1.00"), (120, "£1.20")])
def test_a_price_for_a_mile(pence, words):
    assert price_per_mile(pence) == words


@pytest.mark.parametrize(
    ("text", "pence"),
    [("15.80", 1580), ("£15.80", 1580), (" 15.8 ", 1580), ("15", 1500), ("1,200", 120000), ("£ 3", 300), ("0.07", 7)],
)
def test_pounds_as_people_type_them(text, pence):
    assert parse_pounds(text) == pence


@pytest.mark.parametrize("text", ["", "abc", "-5", "1.234", "1e3", "NaN", "99999999", "5 pounds", "1.2.3"])
def test_what_is_not_an_amount_is_refused_with_an_example(text):
    with pytest.raises(DomainError, match=r"15\.80"):
        parse_pounds(text)


@given(st.integers(0, 999_999_999))
def test_what_is_written_can_be_read_back(pence):
    assert parse_pounds(pounds(pence)) == pence
