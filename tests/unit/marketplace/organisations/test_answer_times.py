"""The middle of what people waited, open asks included, rounded up to plain words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.organisations import answer_times
from marketplace.organisations.answer_times import Usual, usual

TODAY = date(2026, 9, 2)


@pytest.mark.parametrize(
    ("answered", "waiting", "told"),
    [
        ([], [], Usual(None, 0)),
        ([10, 20, 30, 40], [], Usual(None, 4)),
        ([50, 10, 40, 20, 30], [], Usual(30, 5)),
        ([10, 20, 30, 40, 50, 60], [], Usual(40, 6)),
        # Too young to tell: not counted. Older than the middle: counted with their age.
        ([10, 20, 30, 40, 50], [5, 30], Usual(30, 5)),
        ([10, 20, 30, 40, 50], [31, 9000], Usual(31, 7)),
        ([10, 20, 30], [5000, 6000, 7000, 8000], Usual(5000, 7)),
        ([], [100, 200, 300, 400, 500], Usual(300, 5)),
        ([10, 20, 30, 40], [500], Usual(30, 5)),
    ],
)
def test_who_leaves_people_waiting_does_not_look_quick(answered, waiting, told):
    assert usual(answered=answered, waiting=waiting) == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "within an hour"),
        (60, "within an hour"),
        (61, "within 3 hours"),
        (180, "within 3 hours"),
        (181, "within a day"),
        (1440, "within a day"),
        (1441, "within 3 days"),
        (4320, "within 3 days"),
        (4321, "within a week"),
        (10080, "within a week"),
        (10081, "in more than a week"),
    ],
)
def test_words_round_up(minutes, told):
    assert answer_times.words(minutes) == told


def test_what_is_usual_is_said_with_how_many_asks():
    facts = {"asks": 12, "measured_on": TODAY, "today": TODAY}
    assert answer_times.usually_words(170, **facts) == "Usually answers within 3 hours (the last 12 asks)."
    assert answer_times.usually_words(None, **facts) == ""
    assert answer_times.usually_words(170, **{**facts, "asks": 4}) == ""
    assert answer_times.usually_words(170, **{**facts, "measured_on": None}) == ""


def test_what_was_measured_long_ago_is_not_said():
    for days, said in ((7, True), (8, False)):
        told = answer_times.usually_words(60, asks=9, measured_on=TODAY - timedelta(days=days), today=TODAY)
        assert bool(told) is said


@pytest.mark.parametrize(
    ("hours", "beside", "told"),
    [
        (None, False, ""),
        (1, True, "They say: within an hour."),
        (4, True, "They say: within 4 hours."),
        (24, False, "They say they answer within a day."),
        (48, True, "They say: within 2 days."),
        (30, True, "They say: within 30 hours."),
    ],
)
def test_what_they_say_themselves(hours, beside, told):
    assert answer_times.say_words(hours, beside=beside) == told
