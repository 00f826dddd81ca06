"""`kith price`: the worked cases, and one sentence for anything that cannot be read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from invoices.pricing.cases import price_case, price_file
from invoices.pricing.hmrc import ceiling_pence
from invoices.pricing.vat import Taxed, vat_by_category
from marketplace.kernel.errors import DomainError

VISIT = {"start": "2026-12-15T09:30+00:00", "end": "2026-12-15T12:00+00:00", "miles": "12.4", "pence_per_mile": 45}


def case(**inputs):
    return price_case({"id": "one", "inputs": inputs})


def test_one_visit_makes_two_bills():
    answer = case(rates={"normal": 1910}, visits=[VISIT], payer_of={"support": "council", "travel": "person"})
    assert answer["by_payer"] == {"council": 4775, "person": 558}
    assert answer["total_pence"] == 5333


def test_a_group_s_month_is_shared_kind_by_kind():
    visit = {"start": "2026-12-10T10:00+00:00", "end": "2026-12-10T16:00+00:00", "miles": "18.0", "pence_per_mile": 50}
    answer = case(
        rates={"normal": 2200}, visits=[visit], shares=[["Ali", "1"], ["Beth", "1"], ["Carl", "1"], ["Dee", "1"]]
    )
    assert answer["each"] == [{"Ali": 3525, "Beth": 3525, "Carl": 3525, "Dee": 3525}]


def test_fifty_five_pounds_in_thirds_gives_the_odd_penny_to_the_first():
    assert case(totals=[5500], shares=[["A", "1"], ["B", "1"], ["C", "1"]])["each"] == [
        {"A": 1834, "B": 1833, "C": 1833}
    ]


def test_a_late_cancellation_shares_and_bills_as_support():
    cancelled = {
        "start": "2026-12-22T10:00+00:00",
        "end": "2026-12-22T12:00+00:00",
        "told_at": "2026-12-18T09:00+00:00",
    }
    answer = case(
        rates={"normal": 2200}, cancelled=[cancelled], notice_days=7, payer_of={"support": "council", "travel": "person"},
        shares=[["A", "1"], ["B", "1"]],
    )  # fmt: skip
    assert answer["lines"][0]["kind"] == "late_cancellation"
    assert answer["by_payer"] == {"council": 4400}
    assert answer["each"] == [{"A": 2200, "B": 2200}]


def test_visits_that_overlap_are_priced_as_given():
    assert case(rates={"normal": 2200}, visits=[VISIT, VISIT])["total_pence"] == 2 * (5500 + 558)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({}, "nothing to price"),
        ({"visits": [VISIT]}, "rates must be"),
        ({"visits": [VISIT], "rates": {"normal": "2200"}}, "whole number"),
        ({"visits": [VISIT], "rates": {"normal": True}}, "whole number"),
        ({"visits": [{**VISIT, "miles": "12.45"}], "rates": {"normal": 1}}, "one decimal"),
        ({"visits": [{**VISIT, "miles": 12.4}], "rates": {"normal": 1}}, "one decimal"),
        ({"visits": [{**VISIT, "start": "2026-12-15T09:30"}], "rates": {"normal": 1}}, "offset"),
        ({"visits": [{**VISIT, "end": "2026-12-15T09:00+00:00"}], "rates": {"normal": 1}}, "must end after"),
        ({"visits": [VISIT], "rates": {"normal": 1}, "nation": "france"}, "nation must be"),
        ({"visits": [{**VISIT, "minutes_from_saved": 600}], "rates": {"normal": 1}}, "More saved hours"),
        ({"totals": [100], "shares": [["A", "0"]]}, "more than nothing"),
    ],
)
def test_an_unreadable_case_says_why(inputs, words):
    assert words in case(**inputs)["error"]


def test_the_others_still_run_beside_an_unreadable_one():
    answers, readable = price_file(
        {"cases": [{"id": "bad"}, {"id": "good", "inputs": {"journeys": [{"miles": "12.1", "pence_per_mile": 45}]}}]}
    )
    assert not readable
    assert [answer.get("total_pence") for answer in answers["cases"]] == [None, 545]


def test_a_file_without_cases_is_told():
    with pytest.raises(DomainError, match="must hold"):
        price_file([1])


anything = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=12),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    "rates",
                    "visits",
                    "normal",
                    "start",
                    "end",
                    "miles",
                    "shares",
                    "totals",
                    "cancelled",
                    "journeys",
                    "nation",
                    "payer_of",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_no_json_whatever_breaks_it(inputs):
    answer = price_case({"id": "x", "inputs": inputs})
    assert "error" in answer or isinstance(answer["total_pence"], int)


def test_vat_is_worked_out_on_the_sum_of_a_category():
    lines = [Taxed("E", 36808), *[Taxed("S", 333, 20)] * 3]
    assert vat_by_category(lines) == {"E": 0, "S": 200}


def test_what_a_worker_may_be_repaid_follows_the_dated_table():
    from datetime import date

    assert ceiling_pence(date(2026, 4, 5), miles_tenths=124, before_tenths=99950) == 410
    assert ceiling_pence(date(2026, 4, 6), miles_tenths=124, before_tenths=0) == 682
    assert ceiling_pence(date(2026, 12, 24), miles_tenths=124, before_tenths=99950) == 460


def test_the_official_worked_sums(test_data):
    vectors = json.loads((test_data / "vectors" / "vectors.json").read_text(encoding="utf-8"))["vectors"]
    checked = 0
    for vector in vectors:
        answer, expected = price_case(vector), vector["expected"]
        if "error" in answer:
            assert vector["id"] in {"vat-on-total-not-on-lines", "worker-mileage-over-10000"}
            continue
        for name in {"lines", "total_pence", "each", "by_payer", "saved_minutes_after", "pence_each"} & expected.keys():
            assert answer[name] == expected[name], (vector["id"], name)
            checked += 1
    assert checked >= 15


def test_easter_monday_has_three_answers(test_data):
    vectors = json.loads((test_data / "vectors" / "vectors.json").read_text(encoding="utf-8"))["vectors"]
    easter = next(one for one in vectors if one["id"] == "easter-monday-three-nations")
    for nation, expected in easter["expected"]["by_nation"].items():
        assert case(**easter["inputs"], nation=nation)["lines"] == expected["lines"]
