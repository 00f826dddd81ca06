"""Other things near by that help with the same, each with what it would cost on a person's own weeks. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from invoices.pricing.types import Rates
from listings.models import Listing, PriceList
from listings.presenters import closed_days, pattern
from listings.queries import by_ids, offer_on_sale, price_in_force, shown_offers
from listings.rules import dates
from marketplace.brokerage.alternatives import rules
from marketplace.brokerage.alternatives.rules import Week, Year
from marketplace.brokerage.visits.rates import rates_of
from marketplace.kernel.postcodes import Place
from search.engine import Query, SearchEngine

LOOKED_AT = 60
WITHIN_MILES = 10
HELPS_WITHOUT_ORDER = frozenset({"crisis", "equipment", "payroll_help", "pa_register", "planning_help"})
"""Kinds that are not something to do on a weekday instead."""


@dataclass(frozen=True)
class Option:
    """One thing to have instead: its listing, its year, and the price by which it was worked out."""

    listing: Listing
    year: Year
    pence_per_hour: int | None = None
    door_pence: int | None = None

    @property
    def free(self) -> bool:
        """Say whether it costs nothing."""
        return self.year.pence == 0


def year_of(listing: Listing, *, week: Week, first: date) -> Option | None:
    """Return a listing priced on somebody's weeks, or None where it has no price we can work with."""
    offer = offer_on_sale(listing, on=first) or next(
        (one for one in shown_offers(listing) if price_in_force(one, on=first)), None
    )
    if offer is not None:
        kept: dict[int, Rates] = {}

        def rates_on(day: date) -> Rates | None:
            price = _price_on(offer.prices, day)
            return kept.setdefault(price.id, rates_of(price)) if price else None

        year = rules.year_by_the_hour(week, first=first, rates_on=rates_on)
        price = price_in_force(offer, on=first)
        return Option(listing, year, pence_per_hour=price.pence_per_hour) if year and price else None
    each = 0 if listing.free else listing.door_price_pence
    if each is None:
        return None
    year = rules.year_at_the_door(
        pence=each, open_days=_open_days(listing, week=week, first=first), first=first, a_week=len(week.weekdays)
    )
    return Option(listing, year, door_pence=each)


def options(
    session: Session,
    engine: SearchEngine,
    *,
    week: Week,
    areas: Sequence[str],
    near: Place | None,
    first: date,
    without: int | None,
) -> list[Option]:
    """Return what could be had instead, those that help with most of the same first, then the cheapest; free ones among them.

    Raises IndexMissingError.
    """
    found = engine.search(
        Query(
            choices={"life_area": list(areas)} if areas else {},
            near=(near.latitude, near.longitude) if near else None,
            within_miles=WITHIN_MILES if near else None,
            size=LOOKED_AT,
        )
    )
    known = by_ids(session, ids=[hit.listing_id for hit in found.hits])
    made = [
        one
        for listing in known.values()
        if listing.id != without and listing.kind not in HELPS_WITHOUT_ORDER
        if (one := year_of(listing, week=week, first=first)) and one.year.times
    ]
    return sorted(made, key=lambda one: (-_shared(one, areas), one.year.pence, one.listing.name.lower()))


def _shared(one: Option, areas: Sequence[str]) -> int:
    return len(set(areas) & set(one.listing.life_areas))


def _price_on(prices: Sequence[PriceList], day: date) -> PriceList | None:
    """Return the price of a day; after the last list that is known, that list goes on."""
    held = next((one for one in prices if one.holds_on(day)), None)
    return held or max((one for one in prices if one.valid_from <= day), key=lambda one: one.valid_from, default=None)


def _open_days(listing: Listing, *, week: Week, first: date) -> list[date]:
    """Return the days of a year on which it is open; where no times are told, the person's own days."""
    closed = closed_days(listing, on=first)
    if not listing.sessions:
        return [day for day in rules.days_of(week, first=first) if day not in closed]
    return sorted({day for one in listing.sessions for day in dates(pattern(one), start=first, closed=closed)})
