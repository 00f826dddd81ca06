"""What may stand in somebody's words, which part waits, and marks of what was read."""

from __future__ import annotations

import pytest

from listings.reviews import rules


@pytest.mark.parametrize(
    "words",
    [
        "Write to me at pat@home.example please",
        "Ring 01632 960 400",
        "Ring (01632) 960400.",
        "My number is 07700900123",
        "+44 7700 900123 any time",
        "See https://place.example/me",
        "See www.place.example",
    ],
)
def test_words_that_tell_how_to_reach_somebody_are_refused(words):
    assert "phone numbers" in rules.trouble(words)


@pytest.mark.parametrize(
    "words",
    [
        "They came 4 times, at 10.00 and 12.00, on 31.08.2026 10.00",
        "It cost 22.00 an hour and 0.50 a mile, 300000000 times worth it",
        "We met @ the library.",
        "It was good. Really good.",
        "From 09:00 to 10:30 on 4/8/2026 and 11/8/2026",
    ],
)
def test_times_days_and_sums_are_no_phone_numbers(words):
    assert rules.trouble(words) == ""


def test_names_are_found_as_words_of_their_own():
    assert rules.names_in("dev was kind. I devoted an hour.", ["Dev", "Sam", "Dev"]) == ["Dev"]
    assert rules.names_in("I devoted an hour.", ["Dev", ""]) == []


@pytest.mark.parametrize(
    ("status", "reply", "part"),
    [
        ("waiting", "", "words"),
        ("live", "", ""),
        ("live", "waiting", "reply"),
        ("live", "live", ""),
        ("declined", "", ""),
        ("withdrawn", "waiting", ""),
    ],
)
def test_which_part_waits(status, reply, part):
    assert rules.waits(status=status, reply_status=reply) == part


def test_other_words_have_another_mark():
    marks = {rules.mark(*parts) for parts in (("words", "yes", "a"), ("words", "no", "a"), ("reply", "yes", "a"))}
    assert len(marks) == 3
    assert rules.mark("words", "a") == rules.mark("words", "a")


def test_a_writer_s_page_hangs_from_what_it_is_about():
    assert rules.page_of("visit:12") == "/my/visits/12/review"
