"""How much a list holds, where one may go back to, what is a number and what a note."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.brokerage.shortlists import presenters, rules, texts

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "page",
    ["/find", "/find?q=tea&near=SK22", "/find?q=tea%20talk#listing-12", "/listings/12", "/shortlist", "/shortlist#listing-3"],
)  # fmt: skip
def test_one_goes_back_to_where_one_was(page):
    assert rules.way_back(page) == page


@pytest.mark.parametrize(
    "page",
    [
        "", "//evil.example", "https://evil.example", "/find\\evil", "/findx", "/listings/", "/listings/1/ask", "/sign-out",
        "/find?q=a\r\nSet-Cookie: x=1", "/find?q=é", "/find?q=" + "a" * 1000, "/shared/abc", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_nobody_is_sent_anywhere_else(page):
    assert rules.way_back(page) == "/shortlist"


@given(st.text())
def test_the_way_back_is_always_on_this_site(text):
    page = rules.way_back(text)
    assert page.startswith("/")
    assert not page.startswith("//")
    assert "\n" not in page


@pytest.mark.parametrize(("sent", "number"), [("12", 12), ("0", 0), ("", 0), ("-1", 0), ("١٢", 0), ("²", 0), ("1e3", 0), ("9" * 10, 0)])  # fmt: skip
def test_a_number_is_a_number(sent, number):
    assert rules.number(sent) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "07700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("(07700) 900-123", "07700900123"),
        ("01632 960110", ""),
        ("0770090012", ""),
        ("077009001234", ""),
        ("٠7700900123", ""),
        ("", ""),
    ],
)
def test_a_mobile_number_is_told_from_others(typed, number):
    assert rules.mobile(typed) == number


def test_a_copy_ends_at_its_end_or_when_it_is_stopped():
    assert not rules.is_over(ends_at=NOW, stopped_at=None, at=NOW - timedelta(seconds=1))
    assert rules.is_over(ends_at=NOW, stopped_at=None, at=NOW)
    assert rules.is_over(ends_at=NOW, stopped_at=NOW - timedelta(days=1), at=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ([], [1, 2, 3, 4]),
        (["5", "2"], [2, 5]),
        (["2", "2", "99", "x", ""], [2]),
        (["1", "2", "3", "4", "5"], [1, 2, 3, 4]),
        (["99"], [1, 2, 3, 4]),
    ],
)
def test_up_to_four_stand_side_by_side_in_the_list_s_order(asked, shown):
    assert rules.side_by_side(asked, [1, 2, 3, 4, 5]) == shown


def test_two_notes_become_one_where_there_is_room():
    assert rules.joined_notes("", "b") == "b"
    assert rules.joined_notes("a", "") == "a"
    assert rules.joined_notes("a", "a") == "a"
    assert rules.joined_notes("a", "b") == "a\nb"
    long = "a" * rules.MOST_NOTE
    assert rules.joined_notes(long, "b") == long


def test_a_token_is_what_we_make():
    assert rules.is_token("aZ09_-" * 5 + "aa")
    assert not any(map(rules.is_token, ("", "a" * 31, "a" * 33, "a" * 31 + "\x00", "a" * 31 + "é", "a" * 32 + "\n")))


def test_a_visitor_s_secret_is_kept_only_as_a_hash():
    assert rules.hash_of("secret") != rules.hash_of("secret ")
    assert "secret" not in rules.hash_of("secret")


def test_a_link_as_a_picture_is_dark_squares_in_a_white_frame():
    picture = presenters.qr("https://kith.example/shared/" + "a" * 32)
    assert picture.size == 33 + 8  # version 4, and the four white squares around it on each side
    assert picture.path.startswith("M4 4h7v1h-7z"), "the first corner's mark begins after the white frame"
    assert not set(picture.path) - set("Mhvz -0123456789")


def test_the_message_tells_nothing():
    assert "25 November 2026" in texts.body(ends_at=NOW)
    assert not {"support", "health", "Kith"} & set(texts.SUBJECT.split())
