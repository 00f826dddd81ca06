"""How old facts are, in words; and the facts that somebody is asked to confirm."""

from __future__ import annotations

from datetime import date

from listings import presenters as words
from listings.freshness.rules import ALL, PLACES, PRICE, checked_on_of, freshness_of, own_day
from listings.models import Listing
from marketplace.kernel.filters import short_date
from marketplace.kernel.money import pounds

WARNINGS = {
    "": "",
    "old": "These facts may be out of date. Ring before you go.",
    "very_old": "Nobody has checked this page for over a year. Ring before you go.",
}
QUESTIONS = {
    ALL: "Is all of this still right?",
    PRICE: "Is this still what it costs?",
    PLACES: "Are these still the places and the wait?",
}
HEADINGS = {"answered": "Thank you", "gone": "This page is not shown any more"}
TROUBLES = {
    "answered": "You have told us that this is still right. There is nothing more to do.",
    "gone": "So there is nothing to check. Nothing was changed.",
    "changed": "The page has changed since we wrote to you, so this link is of no use now. Nothing was changed.",
    "late": "We wrote to you more than four months ago, so this link is too old. Nothing was changed.",
}


def warning(listing: Listing, *, on: date) -> str:
    """Return what a page and a search result say of old facts, or "" (rule D3)."""
    kept = listing.organisation_id is not None
    return WARNINGS[freshness_of(listing.checked_on, on=on, source_dated=listing.source_dated, kept=kept)]


def own_checked(listing: Listing, name: str) -> str:
    """Return "Checked 3 March 2027" for a fact that was checked later than the page, else ""."""
    own = own_day(listing.facts_checked, name)
    if (
        own is None
        or own != checked_on_of(listing.checked_on, listing.facts_checked, name)
        or own == listing.checked_on
    ):
        return ""
    return f"Checked {short_date(own)}"


def heading(why: str) -> str:
    """Return the heading of a link that cannot be used."""
    return HEADINGS.get(why, "This link does not work any more")


def to_confirm(listing: Listing, about: str, *, on: date) -> list[tuple[str, str]]:
    """Return the facts that a prompt is about: the whole page, its prices, or its places and wait."""
    if about == PRICE:
        return _prices(listing, on=on)
    if about == PLACES:
        return _places(listing)
    support = words.support_facts(listing) if listing.organisation_id or listing.offers else []
    return [
        ("Name", listing.name),
        ("In one sentence", listing.summary),
        ("What you do", listing.description),
        ("What you are good at", listing.good_at),
        ("What you do not do", listing.not_offered),
        *_prices(listing, on=on),
        ("When", " · ".join([*words.times(listing), *([listing.times_words] if listing.times_words else [])])),
        ("Closed", " · ".join(words.closed_words(listing, on=on))),
        *words.facts(listing),
        *support,
        ("Phone", listing.phone),
        ("Email", listing.email),
        ("Website", listing.website),
    ]


def _prices(listing: Listing, *, on: date) -> list[tuple[str, str]]:
    found = [
        (f"{offer.name}, from {short_date(one.valid_from)}", " · ".join(words.hourly_words(one)))
        for offer in listing.offers
        if offer.active
        for one in offer.prices
        if one.valid_to is None or one.valid_to >= on
    ]
    if listing.door_price_pence:
        found.append(("Each time", pounds(listing.door_price_pence)))
    return found or [("What it costs", " · ".join(words.price_words(listing, on=on)))]


def _places(listing: Listing) -> list[tuple[str, str]]:
    left = "" if listing.places_left is None else str(listing.places_left)
    return [("Places left", left), ("How long people may wait", words.waiting(listing))]
