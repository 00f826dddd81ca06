"""A listing as a service of Open Referral UK 3.0. What nobody told us is left out: the standard knows no empty value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any
from uuid import UUID

from listings.models import GETTING_IN, KINDS, LIFE_AREAS, Listing, SessionTime
from listings.open_data.queries import Wanted
from listings.queries import shown_offers

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
OPENAPI = "https://openreferraluk.org/specifications/3.0/openapi.json"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SORTS = {"service": 1, "organisation": 2, "at": 3, "location": 4, "address": 5, "schedule": 6, "price": 7, "language": 8,
         "access": 9, "contact": 10, "phone": 11, "funding": 12, "attribute": 13, "term": 14, "taxonomy": 15}  # fmt: skip
"""A number for each sort of thing that has an id of its own."""
_ID = re.compile(r"6b697468-([0-9a-f]{4})-8000-8([0-9a-f]{3})-([0-9a-f]{12})")


def identity(sort: str, listing_id: int, at: int = 0) -> str:
    """Return the lasting id of a listing, or of its part: a UUID that holds their numbers."""
    return str(UUID(f"6b697468-{SORTS[sort]:04x}-8000-8{at:03x}-{listing_id:012x}"))


def number_of(text: str) -> int | None:
    """Return the listing that a service's id stands for, or None where it is none of ours."""
    found = _ID.fullmatch(text.lower())
    return int(found[3], 16) if found and int(found[1], 16) == SORTS["service"] and int(found[3], 16) < 2**31 else None


def page(found: Sequence[Listing], *, wanted: Wanted, total: int) -> dict[str, Any]:
    """Return a page of services in the standard's envelope."""
    last = max(1, -(-total // wanted.size))
    return {
        "total_items": total,
        "total_pages": last,
        "page_number": wanted.page,
        "size": len(found),
        "first_page": wanted.page == 1,
        "last_page": wanted.page >= last,
        "empty": not found,
        "contents": [service(one) for one in found],
    }


def service(listing: Listing) -> dict[str, Any]:
    """Return one service, whole."""
    number = listing.id
    return told(
        id=identity("service", number),
        organization_id=identity("organisation", number),
        name=listing.name,
        description="\n\n".join(part for part in (listing.summary, listing.description) if part),
        url=listing.website if listing.website.startswith(("http://", "https://")) else "",
        email=listing.email,
        status="active",
        fees=listing.price_words or ("Free" if listing.free else ""),
        assured_date=listing.checked_on.isoformat() if listing.checked_on else "",
        last_modified=listing.updated_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        organization=_organisation(listing),
        schedules=[_schedule(number, at, one) for at, one in enumerate(listing.sessions)],
        service_at_locations=_places(listing),
        languages=[{"id": identity("language", number, at), "name": name} for at, name in enumerate(listing.languages)],
        funding=[{"id": identity("funding", number), "source": listing.funded_by}] if listing.funded_by else [],
        cost_options=_prices(listing),
        contacts=_contacts(listing),
        attributes=_attributes(listing),
        licence=listing.licence,
        source=listing.source_name,
    )


def told(**facts: Any) -> dict[str, Any]:
    """Return facts without those that nobody told."""
    return {name: value for name, value in facts.items() if value not in ("", None, [])}


def _organisation(listing: Listing) -> dict[str, Any]:
    name = listing.run_by or listing.name
    return {"id": identity("organisation", listing.id), "name": name, "description": listing.summary or name}


def _schedule(number: int, at: int, one: SessionTime) -> dict[str, Any]:
    nth = str(one.week_of_month) if one.week_of_month else ""
    return told(
        id=identity("schedule", number, at),
        freq="MONTHLY" if nth else "WEEKLY",
        interval=one.every_weeks or 1,
        byday=f"{nth}{DAYS[one.weekday]}",
        opens_at=one.opens_at.isoformat("minutes"),
        closes_at=one.closes_at.isoformat("minutes") if one.closes_at else "",
        dtstart=one.starts_on.isoformat() if one.starts_on else "",
        valid_to=one.ends_on.isoformat() if one.ends_on else "",
        notes=one.note,
    )


def _places(listing: Listing) -> list[dict[str, Any]]:
    if not (listing.address and listing.postcode) and "online" not in listing.ways_given:
        return []
    number, here = listing.id, bool(listing.address and listing.postcode)
    location = told(
        id=identity("location", number),
        location_type="physical" if here else "virtual",
        # Where we only know about where, nobody should think it exact.
        latitude=listing.latitude if here and listing.placed_by == "exact" else None,
        longitude=listing.longitude if here and listing.placed_by == "exact" else None,
        addresses=[_address(listing)] if here else [],
        accessibility=[
            {"id": identity("access", number, at), "description": GETTING_IN.get(code, code)}
            for at, code in enumerate(listing.getting_in)
        ],
    )
    return [{"id": identity("at", number), "location_id": location["id"], "location": location}]


def _address(listing: Listing) -> dict[str, str]:
    town = listing.town or "Not told us"
    return {
        "id": identity("address", listing.id), "address_1": listing.address, "city": town, "state_province": town,
        "postal_code": listing.postcode, "country": "GB", "address_type": "physical",
    }  # fmt: skip


def _prices(listing: Listing) -> list[dict[str, Any]]:
    if listing.free or listing.door_price_pence is not None:
        each = listing.door_price_pence or 0
        words = "Free" if not each else "each time"
        return [{"id": identity("price", listing.id), "amount": each / 100, "amount_description": words}]
    prices = [price for offer in shown_offers(listing) for price in offer.prices]
    return [
        told(
            id=identity("price", listing.id, at),
            option="An hour of support",
            amount=price.pence_per_hour / 100,
            amount_description="an hour",
            valid_from=price.valid_from.isoformat(),
            valid_to=price.valid_to.isoformat() if price.valid_to else "",
        )
        for at, price in enumerate(prices)
    ]


def _contacts(listing: Listing) -> list[dict[str, Any]]:
    if not listing.phone:
        return []
    phone = {"id": identity("phone", listing.id), "number": listing.phone}
    return [{"id": identity("contact", listing.id), "phones": [phone]}]


def _attributes(listing: Listing) -> list[dict[str, Any]]:
    terms = [("What kind of thing", KINDS.get(listing.kind, listing.kind))]
    terms += [("What it helps with", LIFE_AREAS.get(code, code)) for code in listing.life_areas]
    return [_attribute(listing.id, at, name, words) for at, (name, words) in enumerate(terms)]


def _attribute(number: int, at: int, name: str, words: str) -> dict[str, Any]:
    taxonomy = {"id": identity("taxonomy", 0, int(name != "What kind of thing")), "name": name, "description": name}
    term = {"id": identity("term", number, at), "name": words, "description": words, "taxonomy_detail": taxonomy}
    return {
        "id": identity("attribute", number, at), "link_id": identity("service", number), "link_type": "service",
        "taxonomy_term": term,
    }  # fmt: skip
