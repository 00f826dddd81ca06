"""The care regulator's numbers, names and ratings, and which offers may be shown (rules W1, W3, W4)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from listings.regulator import rules
from listings.rules import offer_shown


@pytest.mark.parametrize("number", ["", " ", "1-123456", "1-123456789", " 1-9990000001 ", "1-123456789012"])
def test_a_number_of_the_right_shape_is_no_trouble(number):
    assert rules.number_trouble(number) == ""


@pytest.mark.parametrize(
    "number",
    ["1-12345", "1-1234567890123", "2-123456789", "123456789", "RXX01", "1-12345678a", "1-١٢٣٤٥٦٧", "1 123456789"],
)
def test_a_number_of_another_shape_is_told_in_one_sentence(number):
    assert rules.number_trouble(number).startswith("The care regulator’s number looks like 1-123456789")


@pytest.mark.parametrize(
    ("care", "number", "in_list", "shown"),
    [
        (False, "", None, True),
        (False, "1-123456789", False, True),
        (True, "", None, False),
        (True, "", True, False),
        (True, "1-123456789", None, True),
        (True, "1-123456789", True, True),
        (True, "1-123456789", False, False),
    ],
)
def test_help_with_washing_is_shown_with_a_number_that_is_not_known_to_be_wrong(care, number, in_list, shown):
    assert offer_shown(personal_care=care, regulator_number=number, in_list=in_list) is shown


def test_only_a_rating_is_one():
    assert [rules.rating(text) for text in ("GOOD", " requires  improvement ", "Not formally rated", "Insufficient evidence", "")] == [
        "Good", "Requires improvement", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Mrs J Hale", "Dr Noor and partners", "Miss B. Lowry", "MR A NOOR"])
def test_a_person_s_name_is_seen(name):
    assert rules.is_of_a_person(name)


@pytest.mark.parametrize(
    "name", ["Drummond House", "Mission Care", "Sir", "Mrs", "Professionals at Home", "Misty View"]
)
def test_a_place_s_name_is_no_person_s(name):
    assert not rules.is_of_a_person(name)


@pytest.mark.parametrize(
    ("theirs", "ours", "same"),
    [
        ("Brightwater Home Support Ltd", ["Brightwater"], True),
        ("BRIGHTWATER (North)", ["Oak Street", "Brightwater Home Support"], True),
        ("Weir House", ["Brightwater Home Support"], False),
        ("The Care Group Limited", ["Home Care Services"], True),
        ("The Care Group Limited", ["Brightwater"], False),
        (rules.NOT_KEPT, ["Brightwater"], True),
        ("St Anne’s", ["St Annes"], True),
    ],
)
def test_names_are_compared_loosely(theirs, ours, same):
    assert rules.same_name(theirs, ours) is same


def test_the_day_of_a_list_is_the_latest_that_has_come():
    texts = ["Made on 1 August 2026", "next on 01/10/2026", "first 2010-10-01", "31/02/2026"]
    assert rules.newest_day(texts, today=date(2026, 9, 1)) == date(2026, 8, 1)
    assert rules.newest_day(["no day"], today=date(2026, 9, 1)) is None


@pytest.mark.parametrize(
    "cell", ["3 March 2025", "3rd Mar 2025", "03/03/2025", "2025-03-03", "2025-03-03 00:00:00", date(2025, 3, 3), datetime(2025, 3, 3, tzinfo=UTC)]
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell):
    assert rules.day_of(cell) == date(2025, 3, 3)
    assert rules.day_of("soon") is None
