"""A transaction balances and has two sides or more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.ledger.rules import check_entries
from marketplace.kernel.errors import DomainError

SIDES = st.dictionaries(st.text(min_size=1), st.integers(-(10**9), 10**9))


@pytest.mark.parametrize(
    "entries",
    [{}, {"a": 0}, {"a": 5}, {"a": 5, "b": -4}, {"a": 5, "b": 0}, {"a": 0, "b": 0}, {"a": 5, "b": -5, "c": 0}],
)
def test_unsound(entries):
    with pytest.raises(DomainError):
        check_entries(entries)


@pytest.mark.parametrize("entries", [{"a": 5, "b": -5}, {"a": 5, "b": -4, "c": -1}, {"a": -1, "b": 1}])
def test_sound(entries):
    check_entries(entries)


@given(SIDES)
def test_whatever_passes_balances(entries):
    try:
        check_entries(entries)
    except DomainError:
        assert sum(entries.values()) != 0 or len(entries) < 2 or 0 in entries.values()
    else:
        assert sum(entries.values()) == 0
        assert len(entries) >= 2
