"""Which listing somebody means. Pure."""

from __future__ import annotations

import re


def listing_number(text: str) -> int | None:
    """Return the number in "12" or ".../listings/12", or None where it names no listing."""
    found = re.fullmatch(r"(?:\S*/listings/)?(\d{1,9})/?", text.strip(), re.ASCII)
    return int(found[1]) if found else None
