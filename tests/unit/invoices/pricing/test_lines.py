"""What a line is: one visit, one date, one rate, on whole minutes; and what saved hours do to lines and balance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from invoices.pricing.bands import bands
from invoices.pricing.cases import price_case
from invoices.pricing.notice import free_until
from invoices.pricing.types import Rates
from marketplace.kernel.errors import DomainError

NIGHTS = {"normal": 2000, "night": 2250, "night_from_to": ["23:00", "07:00"]}
HOUR = {"start": "2026-12-07T10:00+00:00", "end": "2026-12-07T11:00+00:00"}
SAVED = {"normal": 1850, "bank_holiday": 2775}


def case(**inputs):
    return price_case({"id": "one", "inputs": inputs})


def test_a_night_before_and_after_the_day_is_one_line_of_that_date():
    lines = case(rates=NIGHTS, visits=[{"start": "2026-12-01T00:00+00:00", "end": "2026-12-02T00:00+00:00"}])["lines"]
    assert [(line["rate"], line["minutes"]) for line in lines] == [("night", 480), ("normal", 960)]


def test_the_minimum_is_made_up_at_the_price_the_visit_ended_at():
    visit = {"start": "2026-12-01T22:50+00:00", "end": "2026-12-01T23:10+00:00"}
    lines = case(rates={**NIGHTS, "minimum_minutes": 60}, visits=[visit])["lines"]
    assert [(line["rate"], line["minutes"]) for line in lines] == [("normal", 10), ("night", 50)]


@pytest.mark.parametrize("late", [timedelta(seconds=30), timedelta(microseconds=1)])
def test_a_visit_off_the_minute_is_refused_so_that_no_part_of_a_minute_is_lost(late):
    start = datetime(2026, 12, 1, 22, tzinfo=UTC) + late
    with pytest.raises(DomainError, match="whole minutes"):
        bands(start, start + timedelta(hours=2), rates=Rates(normal=2000), nation="scotland")


def test_hours_saved_cost_nothing_now_and_are_added_to_the_balance():
    answer = case(
        rates=SAVED, saved_minutes_before=120, visits=[{**HOUR, "planned_minutes": 120, "banked_minutes": 60}]
    )
    assert [(line["kind"], line["pence"]) for line in answer["lines"]] == [("support", 1850), ("saved_for_later", 0)]
    assert answer["saved_minutes_after"] == 180


def test_hours_paid_when_planned_are_paid_now_and_cost_nothing_on_a_like_day():
    policy = "paid_when_planned"
    assert case(rates=SAVED, banking_policy=policy, visits=[{**HOUR, "banked_minutes": 60}])["total_pence"] == 3700
    used = {**HOUR, "minutes_from_saved": 60, "saved_at_pence_per_hour": 1850}
    assert case(rates=SAVED, banking_policy=policy, visits=[used])["total_pence"] == 0


def test_paid_hours_used_on_a_cheaper_day_never_give_money_back():
    used = {**HOUR, "minutes_from_saved": 60, "saved_at_pence_per_hour": 2775}
    assert case(rates=SAVED, banking_policy="paid_when_planned", visits=[used])["total_pence"] == 0


def test_a_balance_is_told_only_where_one_is_known_and_is_never_less_than_nothing():
    used = {**HOUR, "minutes_from_saved": 60}
    assert "saved_minutes_after" not in case(rates=SAVED, visits=[used])
    assert "than there are" in case(rates=SAVED, visits=[used], saved_minutes_before=59)["error"]
    assert case(rates=SAVED, visits=[used], saved_minutes_before=60)["saved_minutes_after"] == 0


def test_days_of_one_s_own_make_a_bank_holiday_price():
    assert case(rates=SAVED, bank_holidays=["2026-12-07"], visits=[HOUR])["total_pence"] == 2775


def test_a_payer_is_needed_only_for_the_lines_there_are():
    assert case(rates=SAVED, visits=[HOUR], payer_of={"support": "council"})["by_payer"] == {"council": 1850}
    driven = {**HOUR, "miles": "1.0", "pence_per_mile": 45}
    assert "pays for travel" in case(rates=SAVED, visits=[driven], payer_of={"support": "council"})["error"]


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        # A week before is 01:30 on 25 October, which comes twice: the second, kinder time counts.
        (datetime(2026, 11, 1, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        # A week before is 01:30 on 28 March, which the clocks skip: read as 02:30.
        (datetime(2027, 4, 4, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_limit_at_an_hour_that_comes_twice_or_never_is_kind(start, limit):
    assert free_until(start, notice_days=7) == limit
