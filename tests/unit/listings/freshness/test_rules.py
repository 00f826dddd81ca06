"""When facts are old, which day counts for which, and what is asked when (rule D3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from listings.freshness.rules import Dated, after_check, checked_on_of, due, fact_of, freshness_of, own_day, why_not

START = date(2026, 9, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def asked_over(days: int, page: Dated, *, every: int = 1) -> list[tuple[int, str]]:
    """Return on which day what is asked of somebody who never answers."""
    last, found = {}, []
    for number in range(0, days, every):
        for kind in due(page, asked=last, on=day(number)):
            last[kind] = day(number)
            found.append((number, kind))
    return found


@pytest.mark.parametrize(
    ("age", "told"), [(0, ""), (182, ""), (183, "old"), (364, "old"), (365, "very_old"), (4000, "very_old")]
)
def test_six_and_twelve_months(age, told):
    assert freshness_of(START, on=day(age)) == told


def test_what_was_never_checked_or_comes_from_an_old_source_is_old():
    assert freshness_of(None, on=START) == "old"
    assert freshness_of(START, on=day(1), source_dated=date(2020, 1, 1), kept=False) == "old"
    assert freshness_of(START, on=day(1), source_dated=date(2020, 1, 1), kept=True) == ""
    assert freshness_of(START, on=day(400), source_dated=START, kept=False) == "very_old"


def test_a_fact_s_own_day_counts_where_it_is_the_later_one():
    facts = {"price": "2026-10-01", "times": "2026-01-01"}
    assert checked_on_of(START, facts, "door_price_pence") == date(2026, 10, 1)
    assert checked_on_of(START, facts, "sessions") == START
    assert checked_on_of(START, None, "places") == START
    assert checked_on_of(None, {}, "places") is None
    assert own_day(facts, "times") == date(2026, 1, 1)
    assert [fact_of(name) for name in ("price", "places_left", "phone")] == ["price", "places", "phone"]


def test_checking_a_part_leaves_the_page_and_checking_the_page_is_of_all_its_parts():
    assert after_check(START, {"times": "2026-10-01"}, ["places_left", "waiting_weeks"], day(60)) == (
        START, {"times": "2026-10-01", "places": "2026-10-31"},
    )  # fmt: skip
    assert after_check(START, {"times": "2026-10-01"}, ["all"], day(60)) == (day(60), {})
    assert after_check(START, None, [], day(60)) == (START, {}), "nothing named is nothing checked"


def test_who_never_answers_is_asked_at_six_and_twelve_months_and_then_once_a_year():
    assert asked_over(1500, Dated(START)) == [(183, "all"), (365, "all"), (730, "all"), (1095, "all"), (1460, "all")]


def test_price_and_places_are_asked_about_sooner_once_where_there_are_any():
    page = Dated(START, has_price=True, has_places=True)
    assert asked_over(800, page) == [(30, "places"), (91, "price"), (183, "all"), (365, "all"), (730, "all")]


def test_a_worker_that_comes_by_seldom_asks_no_two_things_at_once():
    found = asked_over(1500, Dated(START), every=360)
    assert found == [(360, "all"), (720, "all"), (1080, "all"), (1440, "all")]
    late = asked_over(400, Dated(START, has_price=True, has_places=True), every=100)
    assert late == [(100, "price"), (100, "places"), (200, "all")], "the second prompt is not due for 28 days"


def test_places_are_not_asked_about_by_themselves_just_before_or_after_the_whole_page():
    # Places were said to be right on day 145: on day 175 they are due, and on day 183 the whole page is.
    page = Dated(START, {"places": day(145).isoformat()}, has_places=True)
    asked = {"places": day(115)}
    assert due(page, asked=asked, on=day(168)) == []
    assert due(page, asked=asked, on=day(175)) == []
    assert due(page, asked=asked, on=day(183)) == ["all"]
    assert due(page, asked={**asked, "all": day(183)}, on=day(200)) == []
    assert due(page, asked={**asked, "all": day(183)}, on=day(211)) == ["places"]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, ""),
        ({"answered_on": START}, "answered"),
        ({"is_live": False}, "gone"),
        ({"same": False}, "changed"),
        ({"on": day(120)}, ""),
        ({"on": day(121)}, "late"),
    ],
)
def test_a_link_is_good_once_for_what_it_was_sent_for_and_for_four_months(facts, why):
    whole = {"answered_on": None, "is_live": True, "same": True, "asked_on": START, "on": day(3), **facts}
    assert why_not(**whole) == why
