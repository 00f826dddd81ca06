"""The first part of a postcode, and nothing more."""

from __future__ import annotations

import pytest

from marketplace.kernel.postcodes import outcode_of


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("m33 4br", "M33"), ("M334BR", "M33"), ("SK22", "SK22"), ("sk22 9", "SK22"), (" w1a  1aa ", "W1A"), ("BT1 5GS", "BT1"),
        ("", ""), ("Millbrook", ""), ("12", ""), ("M33 4BRX", ""), ("' OR 1=1", ""), ("١٢", ""),
    ],
)  # fmt: skip
def test_the_first_part(text, first):
    assert outcode_of(text) == first
