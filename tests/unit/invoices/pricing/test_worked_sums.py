"""Worked sums typed by hand: the pence that must come out, and the pence that common mistakes give."""

from __future__ import annotations

from datetime import date

import pytest

from invoices.pricing.cases import price_case
from invoices.pricing.hmrc import ceiling_pence
from invoices.pricing.vat import Taxed, vat_by_category

NIGHTS = {"normal": 2000, "night": 2250, "bank_holiday": 4000, "night_from_to": ["23:00", "07:00"]}
QUARTERS = [{"start": f"2026-12-0{day}T08:00+00:00", "end": f"2026-12-0{day}T08:15+00:00"} for day in (1, 2, 3)]
DRIVES = [("12.4", 45), ("12.1", 45), ("0.1", 45), ("7.5", 41), ("3.3", 25)]
SUMS = [
    pytest.param(
        {"rates": NIGHTS, "visits": [{"start": "2026-12-24T22:00+00:00", "end": "2026-12-25T08:00+00:00",
                                      "miles": "12.4", "pence_per_mile": 45}]},
        [2000, 2250, 32000, 558], {20558, 40558, 24558}, id="christmas night"),
    pytest.param(
        {"journeys": [{"miles": miles, "pence_per_mile": pence} for miles, pence in DRIVES]},
        [558, 545, 5, 308, 83], {1496, 1497}, id="half a penny of miles"),
    pytest.param({"rates": {"normal": 1945}, "visits": QUARTERS}, [486, 486, 486], {1459}, id="quarter hours"),
    pytest.param(
        {"rates": {**NIGHTS, "weekend": 2100},
         "visits": [{"start": "2027-03-27T22:00+00:00", "end": "2027-03-28T06:00+01:00"}]},
        [2100, 2250, 11250], {17850}, id="clocks go forward"),
]  # fmt: skip


@pytest.mark.parametrize(("inputs", "pence", "mistakes"), SUMS)
def test_a_worked_sum_comes_out_and_is_none_of_the_common_mistakes(inputs, pence, mistakes):
    answer = price_case({"id": "one", "inputs": inputs})
    assert [line["pence"] for line in answer["lines"]] == pence
    assert answer["total_pence"] == sum(pence)
    assert answer["total_pence"] not in mistakes


def test_notice_over_a_clock_change_is_not_counted_in_real_hours():
    told = [
        ("2027-04-01T10:00+01:00", "2027-04-01T12:00+01:00", "2027-03-25T10:00+00:00"),
        ("2027-04-01T10:00+01:00", "2027-04-01T12:00+01:00", "2027-03-25T10:01+00:00"),
        ("2026-10-29T10:00+00:00", "2026-10-29T12:00+00:00", "2026-10-22T10:30+01:00"),
    ]
    cancelled = [dict(zip(("start", "end", "told_at"), one, strict=True)) for one in told]
    inputs = {"rates": {"normal": 2000}, "notice_days": 7, "cancelled": cancelled}
    answer = price_case({"id": "one", "inputs": inputs})
    assert answer["pence_each"] == [0, 4000, 4000]
    assert answer["pence_each"] != [4000, 4000, 0], "168 real hours"


def test_vat_by_line_would_be_a_penny_more():
    lines = [Taxed("S", 333, 20)] * 3
    assert vat_by_category(lines) == {"S": 200}
    assert sum(vat_by_category([line])["S"] for line in lines) == 201


def test_vat_of_a_credit_mirrors_the_bill():
    assert vat_by_category([Taxed("S", -333, 20)]) == {"S": -vat_by_category([Taxed("S", 333, 20)])["S"]}


@pytest.mark.parametrize(("before", "pence"), [(0, 550), (99_900, 550), (99_950, 400), (100_000, 250), (200_000, 250)])
def test_a_worker_s_ten_thousand_miles_end_inside_a_journey(before, pence):
    assert ceiling_pence(date(2026, 9, 1), miles_tenths=100, before_tenths=before) == pence
