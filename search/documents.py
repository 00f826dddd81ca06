"""A listing as a document: what is indexed, and the facets people choose by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from listings.models import GETTING_IN, GETTING_THERE, KINDS, LIFE_AREAS, MONEY_WAYS, WAYS_GIVEN, Listing, SessionTime
from listings.queries import shown_offers
from search.engine import Document

WEEKDAYS = {str(at): name for at, name in enumerate(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)}  # fmt: skip
SECTOR_WORDS = {"befriending": "Befriending"}
"""Kind → the word the sector has for it. No page says it, but some people type it, so it is indexed too."""
FACETS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "kind": ("What kind of thing", KINDS),
    "price": ("Price", {"free": "Free", "under5": "Free or under £5"}),
    "open_to": ("Who can come", {"anyone": "Anyone can come, no assessment"}),
    "life_area": ("What it helps with", LIFE_AREAS),
    "how": ("How", WAYS_GIVEN),
    "day": ("Open on", WEEKDAYS),
    "time": ("Time of day", {"morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"}),
    "wait": ("How long you may wait", {"none": "No wait", "month": "A month at most"}),
    "places": ("Places", {"left": "Has places now"}),
    "run_by": ("Run by", {"lived_experience": "People who have been there"}),
    "support": (
        "Support by the hour",
        {
            "same_day": "Can help today",
            "choose_worker": "Choose your worker",
            "group": "One worker for several people",
            "nights": "Nights",
            "weekends": "Weekends",
            "bank_holidays": "Bank holidays",
        },
    ),
    "money": ("Money it takes", MONEY_WAYS),
    "getting_in": ("Getting in", GETTING_IN),
    "getting_there": ("Getting there", GETTING_THERE),
    "language": ("Languages", {}),
    "welcoming": ("Welcoming to", {}),
    "knows": ("Knows about", {}),
    "interest": ("Interests", {}),
    "culture": ("Culture and faith", {}),
    "regulated": ("Checked by the care regulator", {"yes": "Yes", "not_needed": "Does not need to be"}),
}
"""Facet → its heading, and its values in words ({}: the values are their own words)."""


def document(listing: Listing) -> Document:
    """Return the document of a live listing."""
    facets = _facets(listing)
    anywhere = bool({"online", "phone"} & set(listing.ways_given)) and not {"at_home", "out", "place"} & set(
        listing.ways_given
    )
    point = (
        (listing.latitude, listing.longitude)
        if listing.latitude is not None and listing.longitude is not None
        else None
    )
    tags = " ".join(
        [
            KINDS.get(listing.kind, ""), SECTOR_WORDS.get(listing.kind, ""), *listing.tags, *listing.interests,
            *listing.experience_of, *listing.welcoming_to, *listing.culture, *listing.languages,
            *(LIFE_AREAS.get(area, "") for area in listing.life_areas),
        ]
    )  # fmt: skip
    body = "\n".join(
        part
        for part in (
            listing.summary, listing.description, listing.good_at, listing.who_can_come, listing.run_by, listing.town,
            *(task for offer in shown_offers(listing) for task in offer.tasks),
        )
        if part
    )  # fmt: skip
    # What is fresh has the hash it had before freshness was told, so that an index need not be made anew for it.
    told = [listing.name, tags, body, facets, point, anywhere, *([listing.freshness] if listing.freshness else [])]
    whole = json.dumps(told, ensure_ascii=False)
    return Document(
        listing_id=listing.id,
        fingerprint=hashlib.sha256(whole.encode()).hexdigest()[:32],
        name=listing.name,
        tags=tags,
        body=body,
        facets=facets,
        point=point,
        anywhere=anywhere,
        freshness=listing.freshness or "",
    )


def _facets(listing: Listing) -> dict[str, list[str]]:
    free = bool(listing.free) or listing.door_price_pence == 0
    cheap = free or (listing.door_price_pence is not None and listing.door_price_pence < 500)
    support = {
        "same_day": listing.same_day, "choose_worker": listing.choose_worker, "group": (listing.group_size or 0) > 1,
        "nights": listing.nights, "weekends": listing.weekends, "bank_holidays": listing.bank_holidays,
    }  # fmt: skip
    return {
        "kind": [listing.kind],
        "price": [code for code, holds in (("free", free), ("under5", cheap)) if holds],
        "open_to": ["anyone"] if listing.anyone_can_come else [],
        "life_area": list(listing.life_areas),
        "how": list(listing.ways_given),
        "day": sorted({str(one.weekday) for one in listing.sessions}),
        "run_by": ["lived_experience"] if listing.lived_experience else [],
        "support": [code for code, holds in support.items() if holds],
        "money": list(listing.money_ways),
        "getting_in": list(listing.getting_in),
        "language": list(listing.languages),
        "getting_there": list(listing.getting_there),
        "time": sorted({_time_of_day(one) for one in listing.sessions}),
        "wait": _wait(listing.waiting_weeks),
        "places": ["left"] if (listing.places_left or 0) > 0 else [],
        "welcoming": list(listing.welcoming_to),
        "knows": list(listing.experience_of),
        "interest": list(listing.interests),
        "culture": list(listing.culture),
        "regulated": [] if listing.regulated is None else ["yes" if listing.regulated else "not_needed"],
    }


def _time_of_day(one: SessionTime) -> str:
    return "morning" if one.opens_at.hour < 12 else "afternoon" if one.opens_at.hour < 17 else "evening"


def _wait(weeks: int | None) -> list[str]:
    if weeks is None:
        return []
    return [code for code, holds in (("none", weeks == 0), ("month", weeks <= 4)) if holds]
