"""What a number of the care regulator looks like, whether two names mean the same, which words are ratings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

NOT_KEPT = "a name that we do not keep"
"""Stands for the name of a place that is called after a person: nobody's name is kept (rule W4)."""
RATINGS = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
"""The regulator's four ratings; whatever else its list says ("Not formally rated") is none."""
_NUMBER = re.compile(r"1-\d{6,12}", re.ASCII)
_TITLE = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|sir|dame|rev|reverend|sister)\b\.?\s", re.IGNORECASE
)
_LITTLE = frozenset(
    (
        "the", "and", "of", "for", "a", "in", "at", "ltd", "limited", "llp", "plc", "cic", "cio", "group", "services",
        "service", "support", "care", "home", "homes", "agency", "uk",
    )
)  # fmt: skip
"""Words of a name that tell nothing of whose it is."""
_MONTHS = {
    name: at
    for at, full in enumerate(
        (
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
            "december",
        ),
        1,
    )
    for name in (full, full[:3])
}  # fmt: skip
_WORDED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})\b", re.IGNORECASE | re.ASCII)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", re.ASCII)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)", re.ASCII)


def number_trouble(text: str) -> str:
    """Return what is wrong with a number, or "": it is "1-" and 6 to 12 figures (rule W1). No number is no trouble."""
    if not text.strip() or _NUMBER.fullmatch(text.strip()):
        return ""
    return "The care regulator’s number looks like 1-123456789: a 1, a dash, then 6 to 12 figures."


def is_of_a_person(name: str) -> bool:
    """Say whether a name starts like a person's: "Mrs J Hale", "Dr Noor and partners"."""
    return _TITLE.match(name.strip()) is not None


def rating(text: str) -> str:
    """Return a rating as we write it, or "" for everything that is none."""
    return RATINGS.get(" ".join(text.lower().split()), "")


def same_name(theirs: str, ours: Iterable[str]) -> bool:
    """Say whether one of our names could be the regulator's for a place; only a plain difference is one.

    A name that we do not keep is never a difference.
    """
    told = _telling(theirs)
    if theirs == NOT_KEPT or not told:
        return True
    return any(told & _telling(one) for one in ours)


def newest_day(texts: Iterable[str], *, today: date) -> date | None:
    """Return the latest day that is written in some texts and has come, or None: the day that a list is from."""
    return max((day for text in texts for day in days_in(text) if day <= today), default=None)


def days_in(text: str) -> Sequence[date]:
    """Return the days written in a text: "3 March 2025", "03/03/2025", "2025-03-03"."""
    found = [(year, _MONTHS.get(month.lower(), 0), day) for day, month, year in _WORDED.findall(text)]
    found += [(year, month, day) for day, month, year in _SLASHED.findall(text)]
    found += _ISO.findall(text)
    return [day for year, month, number in found if (day := _day(int(year), int(month), int(number))) is not None]


def day_of(value: object) -> date | None:
    """Return the day that a cell holds, as a day or in words, or None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return next(iter(days_in(str(value))), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _telling(name: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", name.lower().replace("’", "").replace("'", ""))
    return {word for word in words if word not in _LITTLE} or set(words)
