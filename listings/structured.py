"""A listing as schema.org says it (JSON-LD), for search engines elsewhere: only what its page shows, whole prices included.

Types: an activity or a trip is an Event, a place that opens its doors a LocalBusiness, anything else an Organization. Of
where it is we tell the town and the first part of the postcode; the point itself only where an exact address is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from listings import presenters
from listings.models import Listing, Offer, PriceList, SessionTime
from listings.queries import price_in_force, shown_offers
from marketplace.kernel.clock import LONDON
from marketplace.kernel.postcodes import outcode_of

EVENTS = frozenset({"activity", "trip"})
PLACES = frozenset(
    {"organisation", "drop_in", "space", "crisis", "advice", "work", "home", "equipment", "payroll_help"}
)
MOST_LETTERS = 155
"""Of a description that search engines show."""


def address_of(site_address: str, path: str) -> str:
    """Return the whole address of a page, from where the operator says the site is reached."""
    return site_address.rstrip("/") + path


def short(listing: Listing) -> str:
    """Return one short text about a listing, cut at a word; its kind and town where nobody wrote one."""
    text = " ".join((listing.summary or listing.description).split())
    if not text:
        text = f"{presenters.kind_words(listing)}{' in ' + listing.town if listing.town else ''}"
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rsplit(" ", 1)[0] + "…"


def linked_data(listing: Listing, *, url: str, now: datetime, on: date) -> dict[str, Any]:
    """Return the listing as schema.org data; facts that nobody told us are left out."""
    common = {
        "@context": "https://schema.org",
        "@id": url,
        "url": url,
        "name": listing.name,
        "description": short(listing),
    }
    place = _place(listing)
    if listing.kind in EVENTS:
        return _told({**common, "@type": "Event", **_event(listing, place, now=now, on=on)})
    organisation = {"telephone": listing.phone, "email": listing.email, "makesOffer": _offers(listing, on=on)}
    if listing.kind in PLACES:
        hours = _hours(listing)
        return _told(
            {
                **common, **organisation, **place, "@type": "LocalBusiness", "openingHoursSpecification": hours,
                "isAccessibleForFree": listing.free,
            }
        )  # fmt: skip
    hours = _hours(listing)
    where = _told({"@type": "Place", **place, "openingHoursSpecification": hours, "isAccessibleForFree": listing.free})
    return _told({**common, **organisation, "@type": "Organization", "location": where if len(where) > 1 else None})


def _event(listing: Listing, place: dict[str, Any], *, now: datetime, on: date) -> dict[str, Any]:
    start = presenters.next_start(listing, now=now)
    online = "online" in listing.ways_given and not place
    where = {"@type": "VirtualLocation", "url": listing.website} if online else {"@type": "Place", **place}
    return {
        "startDate": start.replace(tzinfo=LONDON).isoformat() if start else None,
        "eventSchedule": [_schedule(one) for one in listing.sessions],
        "location": where if place or (online and listing.website) else None,
        "organizer": {"@type": "Organization", "name": listing.run_by} if listing.run_by else None,
        "isAccessibleForFree": listing.free,
        "offers": _offers(listing, on=on),
    }


def _place(listing: Listing) -> dict[str, Any]:
    """Return the town, the first part of the postcode and, of an exact address that the page shows, the point."""
    address = {"addressLocality": listing.town, "postalCode": outcode_of(listing.postcode)}
    place: dict[str, Any] = {}
    if any(address.values()):
        place["address"] = _told({"@type": "PostalAddress", **address, "addressCountry": "GB"})
    exact = listing.placed_by == "exact" and listing.address
    if exact and listing.latitude is not None and listing.longitude is not None:
        point = {"latitude": round(listing.latitude, 5), "longitude": round(listing.longitude, 5)}
        place["geo"] = {"@type": "GeoCoordinates", **point}
    return place


def _opening(one: SessionTime) -> dict[str, Any]:
    return _told(
        {
            "@type": "OpeningHoursSpecification", "dayOfWeek": _day(one), "opens": f"{one.opens_at:%H:%M}",
            "closes": f"{one.closes_at:%H:%M}" if one.closes_at else None,
            "validFrom": one.starts_on.isoformat() if one.starts_on else None,
            "validThrough": one.ends_on.isoformat() if one.ends_on else None,
        }
    )  # fmt: skip


def _hours(listing: Listing) -> list[dict[str, Any]]:
    """Return the hours of every week; what comes round more seldom has no such form and is left to the page itself."""
    return [_opening(one) for one in listing.sessions if (one.every_weeks or 1) == 1 and not one.week_of_month]


def _schedule(one: SessionTime) -> dict[str, Any]:
    often = {"repeatFrequency": f"P{one.every_weeks or 1}W", "byDay": _day(one)}
    if one.week_of_month:
        # "2TU" and "-1TU", the second and the last Tuesday of a month: iCalendar's form, which schema.org takes as well.
        often = {
            "repeatFrequency": "P1M",
            "byDay": f"{one.week_of_month}{presenters.WEEKDAYS[one.weekday][:2].upper()}",
        }
    return _told(
        {
            "@type": "Schedule", "scheduleTimezone": "Europe/London", **often, "startTime": f"{one.opens_at:%H:%M:%S}",
            "endTime": f"{one.closes_at:%H:%M:%S}" if one.closes_at else None,
            "startDate": one.starts_on.isoformat() if one.starts_on else None,
            "endDate": one.ends_on.isoformat() if one.ends_on else None,
        }
    )  # fmt: skip


def _day(one: SessionTime) -> str:
    return f"https://schema.org/{presenters.WEEKDAYS[one.weekday]}"


def _offers(listing: Listing, *, on: date) -> list[dict[str, Any]]:
    """Return each price in force, all its must-pay parts said together (rule C7)."""
    found = [
        _hourly(offer, price) for offer in shown_offers(listing) if (price := price_in_force(offer, on=on)) is not None
    ]
    if not found and listing.door_price_pence is not None:
        found = [{"@type": "Offer", "price": _pounds(listing.door_price_pence), "priceCurrency": "GBP"}]
    if not found and listing.free:
        found = [{"@type": "Offer", "price": "0.00", "priceCurrency": "GBP"}]
    return found


def _hourly(offer: Offer, price: PriceList) -> dict[str, Any]:
    whole: Sequence[str] = presenters.hourly_words(price)
    cost = {"price": _pounds(price.pence_per_hour), "priceCurrency": "GBP"}
    return {
        "@type": "Offer", "name": offer.name, "description": "; ".join(whole), **cost,
        "priceSpecification": {"@type": "UnitPriceSpecification", **cost, "unitCode": "HUR"},
    }  # fmt: skip


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that somebody told us."""
    return {name: value for name, value in facts.items() if value is not None and value not in ("", [], {})}
