"""Shares of a group's month: they tie to the total, a credit mirrors the bill, and each kind is shared by itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from invoices.pricing.cases import price_case
from invoices.pricing.sharing import share_lines, share_total
from invoices.pricing.types import Line

weights = some.lists(some.integers(1, 1000), min_size=1, max_size=6).map(
    lambda found: [(f"member {at}", Fraction(weight)) for at, weight in enumerate(found)]
)
lines = some.lists(
    some.builds(
        Line, kind=some.sampled_from(["support", "travel", "late_cancellation"]), pence=some.integers(0, 10**6)
    ),
    max_size=8,
)


def test_thirds_and_their_credit():
    inputs = {"totals": [100, 101, -100], "shares": [["Ann", "1"], ["Bob", "1"], ["Cat", "1"]]}
    each = price_case({"id": "one", "inputs": inputs})["each"]
    assert [list(one.values()) for one in each] == [[34, 33, 33], [34, 34, 33], [-34, -33, -33]]


def test_support_and_travel_are_shared_each_by_itself():
    # 1p and 1p between two: each kind's odd penny goes to the first, where one sum of 2p would give a penny each.
    parts = share_lines([Line("support", 1), Line("travel", 1)], [("A", Fraction(1)), ("B", Fraction(1))])
    assert parts == {"A": {"support": 1, "travel": 1}, "B": {"support": 0, "travel": 0}}


@given(total=some.integers(-(10**9), 10**9), shares=weights)
def test_shares_tie_to_the_total_and_a_credit_is_the_mirror_image(total, shares):
    parts = share_total(total, shares)
    assert sum(parts.values()) == total
    assert share_total(-total, shares) == {name: -part for name, part in parts.items()}


@given(total=some.integers(0, 10**9), shares=weights)
def test_nobody_is_a_whole_penny_from_an_exact_share(total, shares):
    everything = sum(weight for _, weight in shares)
    for name, weight in shares:
        assert abs(share_total(total, shares)[name] - total * weight / everything) < 1


@given(found=lines, shares=weights)
def test_a_month_s_shares_tie_kind_by_kind(found, shares):
    parts = share_lines(found, shares)
    travel = sum(line.pence for line in found if line.kind == "travel")
    assert sum(part["travel"] for part in parts.values()) == travel
    assert sum(part["support"] for part in parts.values()) == sum(line.pence for line in found) - travel


@pytest.mark.parametrize(
    "shares", [[], [["A", "-1"]], [["A", "1"], ["A", "1"]], [["A", True]], [["A", "1/0"]], [[1, "1"]]]
)
def test_shares_that_cannot_be_used_are_told(shares):
    assert price_case({"id": "one", "inputs": {"totals": [100], "shares": shares}})["error"]
