"""Which page staff mean by what they type."""

from __future__ import annotations

import pytest

from listings.watching.rules import listing_number


@pytest.mark.parametrize("text", ["12", " 12 ", "/listings/12", "https://kith.example/listings/12", "/listings/12/"])
def test_a_number_and_an_address_name_a_page(text):
    assert listing_number(text) == 12


@pytest.mark.parametrize("text", ["", "the choir", "/listings/", "/stories/12", "12 13", "9" * 12, "²"])
def test_anything_else_names_none(text):
    assert listing_number(text) is None
