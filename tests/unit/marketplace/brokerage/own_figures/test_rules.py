"""Numbers of people under five are not told."""

from __future__ import annotations

import pytest

from marketplace.brokerage.own_figures.rules import people


@pytest.mark.parametrize(("number", "told"), [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (120, "120")])
def test_few_people_are_not_counted_out(number, told):
    assert people(number) == told
