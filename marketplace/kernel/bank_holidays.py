"""Bank holidays by nation: the days GOV.UK lists, with the substitute day and without the weekend day it stands for.

Source: PyPI `holidays`, weekend dates dropped (section 0 point 6 and section 7 of the domain text).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import holidays as calendar

from marketplace.kernel.errors import DomainError

NATIONS = ("england-and-wales", "scotland", "northern-ireland")
_SUBDIVISIONS = dict(zip(NATIONS, ("ENG", "SCT", "NIR"), strict=True))
_NAMES = {
    "new year's day": "New Year’s Day",
    "new year holiday": "2nd January",
    "may day": "Early May bank holiday",
    "spring bank holiday": "Spring bank holiday",
    "late summer bank holiday": "Summer bank holiday",
    "summer bank holiday": "Summer bank holiday",
    "saint patrick's day": "St Patrick’s Day",
    "saint andrew's day": "St Andrew’s Day",
    "battle of the boyne": "Battle of the Boyne",
}
_OBSERVED = re.compile(r"\s*\((?:observed|substitute[^)]*)\)", re.IGNORECASE)


@lru_cache(maxsize=128)
def bank_holidays(nation: str, year: int) -> dict[date, str]:
    """Return the bank holidays of a nation in a year: date → name in plain words. Raises DomainError."""
    if nation not in _SUBDIVISIONS:
        raise DomainError(f"There is no nation called {nation!r}; use one of {', '.join(NATIONS)}.")
    found = calendar.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year)
    return {day: _plain(name) for day, name in sorted(found.items()) if day.year == year and day.weekday() < 5}


def holiday_name(day: date, *, nation: str) -> str:
    """Return the name of the bank holiday a date is in a nation, or ""."""
    return bank_holidays(nation, day.year).get(day, "")


def _plain(name: str) -> str:
    first = _OBSERVED.sub("", name.split(";", maxsplit=1)[0]).strip()
    return _NAMES.get(first.lower(), first.replace("'", "’"))
