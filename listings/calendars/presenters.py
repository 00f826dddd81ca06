"""What is on in the coming weeks, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from listings.models import Listing
from listings.presenters import clock_words, closed_days, pattern
from listings.rules import dates
from marketplace.kernel.filters import day_and_month

WEEKS = 8


@dataclass(frozen=True)
class On:
    """One thing that is on: when on that day, whose page, what is to be known, and its places."""

    listing_id: int
    name: str
    at: str
    note: str
    places: str


@dataclass
class Week:
    """One week that has something on: its words, and its days in words with what is on."""

    words: str
    days: list[tuple[str, list[On]]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Return how many things are on."""
        return sum(len(things) for _, things in self.days)


def coming(listings: Sequence[Listing], *, today: date) -> list[Week]:
    """Return the next eight weeks from today, soonest first; a week or a day on which nothing is on is left out."""
    by_day: dict[date, list[tuple[time, On]]] = {}
    end = today + timedelta(weeks=WEEKS)
    for listing in listings:
        closed = closed_days(listing, on=today)
        for one in listing.sessions:
            thing = On(listing.id, listing.name, clock_words(one), one.note, places(listing))
            for day in dates(pattern(one), start=today, closed=closed):
                if day >= end:
                    break
                by_day.setdefault(day, []).append((one.opens_at, thing))
    weeks: dict[date, Week] = {}
    for day in sorted(by_day):
        monday = day - timedelta(days=day.weekday())
        week = weeks.setdefault(monday, Week(_week_words(monday, today)))
        week.days.append((day_and_month(day), [thing for _, thing in sorted(by_day[day], key=_order)]))
    return list(weeks.values())


def places(listing: Listing) -> str:
    """Return how many places are left, in words; "" where nobody told."""
    if listing.places_left is None:
        return ""
    if listing.places_left == 0:
        return "No places left"
    return f"{listing.places_left} place{'' if listing.places_left == 1 else 's'} left"


def _order(one: tuple[time, On]) -> tuple[time, str]:
    return one[0], one[1].name


def _week_words(monday: date, today: date) -> str:
    if monday <= today:
        return "This week"
    return "Next week" if monday - today <= timedelta(days=7) else f"The week of {day_and_month(monday)}"
