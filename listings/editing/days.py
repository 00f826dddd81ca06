"""Which days a price list charges at the bank-holiday price: seeded by nation, changed by whoever gives the support. Pure.

Each date counts once. Days that the nation does not list but many ask about stand beside it unticked: Christmas, Boxing
and New Year's Day when they fall on a weekend and another day stands in for them (section 0, point 6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.kernel.bank_holidays import bank_holidays

AHEAD = timedelta(days=550)
BESIDE = {(12, 25): "Christmas Day", (12, 26): "Boxing Day", (1, 1): "New Year’s Day"}


@dataclass(frozen=True)
class Day:
    """One day that may have the higher price; `seeded`: the nation lists it."""

    day: date
    name: str
    seeded: bool


def days_to_choose(*, nation: str, start: date) -> list[Day]:
    """Return the nation's bank holidays for about a year and a half from a day on, and the weekend days beside them."""
    last = start + AHEAD
    found: dict[date, Day] = {}
    for year in range(start.year, last.year + 1):
        for day, name in bank_holidays(nation, year).items():
            found[day] = Day(day, name, seeded=True)
        for (month, number), name in BESIDE.items():
            day = date(year, month, number)
            found.setdefault(day, Day(day, name, seeded=False))
    return [found[day] for day in sorted(found) if start <= day <= last]


def chosen(
    days: Sequence[Day],
    *,
    ticked: Sequence[str],
    own: Mapping[str, str],
    before: Mapping[str, str],
    ordinary: Sequence[str],
) -> tuple[dict[str, str], list[str]]:
    """Return a price list's extra days (ISO date → name) and the bank holidays it charges as ordinary ones.

    What lies outside the days that were shown stays as it was.
    """
    shown = {one.day.isoformat(): one for one in days}
    extra = {one.day.isoformat(): one.name for one in days if not one.seeded and one.day.isoformat() in ticked}
    seeded = {iso for iso, one in shown.items() if one.seeded}
    plain = sorted(iso for iso in seeded if iso not in ticked and iso not in own)
    past = {iso: name for iso, name in before.items() if iso < (min(shown) if shown else "")}
    kept_plain = [iso for iso in ordinary if iso not in shown]
    named = {iso: name for iso, name in own.items() if iso not in seeded}
    return dict(sorted({**past, **extra, **named}.items())), sorted({*kept_plain, *plain})
