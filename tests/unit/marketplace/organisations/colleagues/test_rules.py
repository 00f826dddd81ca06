"""A colleague's link: when it works, and why it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.organisations.colleagues import rules

AT = datetime(2026, 9, 1, 8, tzinfo=UTC)
OPEN = {"taken_at": None, "cancelled_at": None, "good_until": AT + timedelta(seconds=1), "at": AT}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ""),
        ({"taken_at": AT}, rules.USED),
        ({"cancelled_at": AT}, rules.TAKEN_BACK),
        ({"good_until": AT}, rules.TOO_OLD),
        ({"taken_at": AT, "cancelled_at": AT, "good_until": AT}, rules.USED),
    ],
)
def test_a_link_works_or_says_why_not(more, told):
    assert rules.link_trouble(**{**OPEN, **more}) == told


def test_the_secret_is_long_follows_the_key_and_is_kept_as_a_hash():
    token = rules.token_from("key")
    assert token == rules.token_from("key") != rules.token_from("other")
    assert len(token) == 40
    assert token not in rules.hash_of(token)
