"""What may be written of a worker, and how two versions differ."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.organisations.workers import rules
from marketplace.organisations.workers.presenters import checks_words, profile, times_words


@pytest.mark.parametrize("text", ["001234567890", "0012 3456 7890", "No 0012-3456-7890.", "Seen: 001234567890, March"])
def test_the_number_of_a_certificate_is_seen(text):
    assert rules.looks_like_certificate(text)


@pytest.mark.parametrize(
    "text", ["", "since 2019", "01632 960110", "12345678901", "1234567890123", "10, 20, 30 and 40 years"]
)
def test_other_figures_are_not(text):
    assert not rules.looks_like_certificate(text)


def test_it_is_found_wherever_it_stands():
    assert rules.any_certificate({"training": [{"name": "Course 001234567890", "year": 2025}]})
    assert rules.any_certificate({"skills": ["001234567890"]})
    assert not rules.any_certificate({"training": [{"name": "First aid", "year": 2025}], "drives": True})


@pytest.mark.parametrize("text", ["2026-02", "2/2026", "02/2026", "February 2026", "feb 2026", " February  2026 "])
def test_a_month_is_read_however_it_is_written(text):
    assert rules.month_of(text) == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["", "2026", "13/2026", "soon", "February 26", "0001-01", "1/2/2026"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match=r"|.+"):
        rules.month_of(text)


def test_courses_have_a_year_that_has_come():
    assert rules.courses("First aid, 2025\n\nListening, and more, 2024", this_year=2026) == [
        {"name": "First aid", "year": 2025},
        {"name": "Listening, and more", "year": 2024},
    ]
    for text in ("First aid", "First aid, 2027", ", 2025", "First aid, last year"):
        with pytest.raises(ValueError, match=r"|.+"):
            rules.courses(text, this_year=2026)


def test_words_between_commas_are_each_kept_once():
    assert rules.words_of("chess,  tea , chess\nwalking,,") == ["chess", "tea", "walking"]


def test_only_what_differs_is_shown():
    before = {"first_name": "Mo", "drives": False, "skills": ["maps"]}
    assert rules.differences(before, {**before, "drives": True}) == [("drives", False, True)]
    assert rules.differences(before, dict(before)) == []
    assert [name for name, _, _ in rules.differences(None, before)] == ["first_name", "skills", "drives"]


def test_a_fingerprint_is_of_the_facts():
    assert rules.fingerprint({"a": 1, "b": 2}) == rules.fingerprint({"b": 2, "a": 1}) != rules.fingerprint({"a": 1})


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 9, 2), date(2026, 9, 1), "before the first"),
        (date(2026, 9, 1), date(2028, 9, 1), "more than a year"),
        (date(2026, 9, 1), date(2026, 9, 1), ""),
    ],
)
def test_days_off_run_forward(first, last, told):
    assert told in rules.days_trouble(starts_on=first, ends_on=last)
    assert bool(told) is bool(rules.days_trouble(starts_on=first, ends_on=last))


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ({}, ""),
        ({str(at): ["day"] for at in range(7)}, "Monday to Sunday, day"),
        ({"0": ["evening", "day"], "2": ["night"]}, "Monday, day and evening; Wednesday, night"),
        ({"0": ["day"], "1": ["day"], "2": [], "3": ["day"]}, "Monday to Tuesday, day; Thursday, day"),
        ({"6": ["day"], "5": ["day"]}, "Saturday to Sunday, day"),
    ],
)
def test_days_that_are_alike_are_told_together(times, told):
    assert times_words(times) == told


def test_checks_are_told_by_level_and_month_and_never_ticked():
    shown = {
        "check_level": "enhanced",
        "check_month": "2026-02-01",
        "check_seen_by": "the manager",
        "update_service": True,
    }
    assert checks_words(shown) == "enhanced, seen February 2026 by the manager, kept up to date"
    assert checks_words({"check_level": "none needed"}) == "none needed for what they do"
    assert profile({"first_name": "Sam", "kind": "volunteer"}).kind == "Volunteer, not paid"
