"""Only of a visit that took place can somebody say how it was (rule C8)."""

from __future__ import annotations

import pytest

from marketplace.brokerage.reviewing.rules import why_not_yet


@pytest.mark.parametrize(
    ("status", "times", "told"),
    [
        ("cancelled", "", "cancelled"),
        ("planned", "", "over and written down"),
        ("recorded", "waiting", "right"),
        ("recorded", "disputed", "being checked"),
    ],
)
def test_why_not_yet(status, times, told):
    assert told in why_not_yet(status=status, times_state=times)


def test_one_that_took_place():
    assert why_not_yet(status="recorded", times_state="agreed") == ""
