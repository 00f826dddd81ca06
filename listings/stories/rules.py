"""Whether a story may be shown, and what its title may say. Pure."""

from __future__ import annotations

import re
from datetime import date

from marketplace.kernel.words import DIAGNOSIS_WORDS

_HEALTH = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in DIAGNOSIS_WORDS)})", re.IGNORECASE)


def why_not_live(*, said_yes_on: date | None, today: date) -> str:
    """Return why a story may not be shown yet, or "" when it may (row A30: only with its teller's yes)."""
    if said_yes_on is None:
        return "Write the day they said yes to showing this. Until then it cannot be shown."
    if said_yes_on > today:
        return "The day they said yes has not come yet."
    return ""


def title_trouble(title: str, *, first_name: str) -> str:
    """Return what is wrong with a title, or "": it is kept by browsers, so it tells no name and nothing of health."""
    if first_name and re.search(rf"\b{re.escape(first_name)}\b", title, re.IGNORECASE):
        return "Leave the name out of the title: browsers keep titles."
    if _HEALTH.search(title):
        return "Leave words about health out of the title: browsers keep titles."
    return ""


def listing_numbers(text: str) -> list[int]:
    """Return the numbers of listings in a text, each once: "12" or ".../listings/12" on lines or between commas.

    Raises ValueError for a part that ends in no number.
    """
    found = []
    for part in re.split(r"[\s,]+", text.strip()):
        number = re.fullmatch(r"(?:.*/)?(\d{1,9})", part, re.ASCII)
        if part and number is None:
            raise ValueError(part)
        if number:
            found.append(int(number[1]))
    return list(dict.fromkeys(found))
