"""Versions of what a payer expects."""

from __future__ import annotations

from marketplace.organisations.expectations import rules


def test_versions_rise_by_one():
    assert [rules.next_version(one) for one in (None, 1, 7)] == [1, 2, 8]


def test_writing_on_top_of_an_old_version_is_told():
    assert rules.newer_than_seen(None, 0) == rules.newer_than_seen(3, 3) == ""
    assert "version 4" in rules.newer_than_seen(4, 3)


def test_what_waits_says_for_whom():
    assert rules.why_waits("Millbrook Council") == "say yes to what Millbrook Council expects first"
