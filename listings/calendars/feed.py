"""Listings as an iCalendar feed (RFC 5545): each time that comes round is one event, with its rule inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event, Timezone

from listings.calendars.rules import Repeats, ends_next_day, mark, repeats, window
from listings.models import Listing, SessionTime
from listings.presenters import pattern
from marketplace.kernel.bank_holidays import bank_holidays
from marketplace.kernel.clock import LONDON, from_london, london_date

MAKER = "-//Kith//Times//EN"
MIMETYPE = "text/calendar"
ZONE = Timezone.from_ical(
    "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\n"
    "DTSTART:19810329T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\n"
    "DTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)
"""London's clock by rule; what the library makes of it ends after some years."""


def calendar(listings: Sequence[Listing], *, name: str, address: str, today: date) -> bytes:
    """Return the calendar of some listings; `address` is the site's own, without a slash at its end."""
    made = Calendar()
    made.add("PRODID", MAKER)
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", name)
    made.add("REFRESH-INTERVAL", timedelta(days=1), parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", "P1D")
    made.add_component(ZONE)
    for listing in listings:
        for event in events(listing, address=address, today=today):
            made.add_component(event)
    return bytes(made.to_ical())


def last_changed(listings: Iterable[Listing], *, today: date) -> datetime:
    """Return when a feed last changed: when a page did, or at the start of the month, when the days left out move on."""
    return max([from_london(today.replace(day=1), time()), *(one.updated_at for one in listings)])


def events(listing: Listing, *, address: str, today: date) -> Iterator[Event]:
    """Yield an event for each time of a listing that has not ended for good before the listing came."""
    closed, marks = _closed(listing, today=today), Counter[str]()
    for one in listing.sessions:
        since = min(london_date(listing.created_at), today)
        found = repeats(pattern(one), since=since, today=today, closed=closed)
        if found is None:
            continue
        name = mark(pattern(one), one.opens_at)
        marks[name] += 1
        uid = f"{listing.id}-{name}-{marks[name]}@{address.partition('//')[2].partition('/')[0].partition(':')[0]}"
        yield _event(listing, one, found, uid=uid, url=f"{address}/listings/{listing.id}")


def _event(listing: Listing, one: SessionTime, when: Repeats, *, uid: str, url: str) -> Event:
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", listing.updated_at.astimezone(UTC))
    event.add("LAST-MODIFIED", listing.updated_at.astimezone(UTC))
    event.add("SUMMARY", listing.name)
    event.add("DTSTART", _at(when.first, one.opens_at))
    if one.closes_at is not None:
        over = timedelta(days=1 if ends_next_day(one.opens_at, one.closes_at) else 0)
        event.add("DTEND", _at(when.first + over, one.closes_at))
    if when.rule:
        event.add("RRULE", {**when.rule, **_until(when, one.opens_at)})
    if when.more:
        event.add("RDATE", [_at(day, one.opens_at) for day in when.more])
    if when.left_out:
        event.add("EXDATE", [_at(day, one.opens_at) for day in when.left_out])
    place = ", ".join(part for part in (listing.address, listing.postcode) if part)
    if place:
        event.add("LOCATION", place)
    if one.note:
        event.add("DESCRIPTION", one.note)
    event.add("URL", url)
    return event


def _until(when: Repeats, opens_at: time) -> dict[str, Any]:
    """Return the end of a rule, which RFC 5545 wants in UTC where the start names a zone."""
    return {"UNTIL": from_london(when.until, opens_at)} if when.until else {}


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON)


def _closed(listing: Listing, *, today: date) -> set[date]:
    """Return its own closed days, and bank holidays about a year on where it keeps them."""
    own = {date.fromisoformat(day) for day in listing.closed_days or []}
    if listing.closed_bank_holidays:
        start, end = window(today)
        years = range(start.year, end.year + 1)
        own |= {day for year in years for day in bank_holidays(listing.nation, year) if start <= day <= end}
    return own
