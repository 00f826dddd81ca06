"""Reading listings. Only live ones are anyone's to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, load_only, selectinload, subqueryload

from listings.models import Listing, Offer, PriceList
from listings.rules import offer_shown
from marketplace.kernel.errors import NotFoundError

_WHOLE = (selectinload(Listing.offers).selectinload(Offer.prices), selectinload(Listing.sessions))
# For very many at once: two statements, where the others ask again for every five hundred.
_WHOLE_OF_MANY = (subqueryload(Listing.offers).joinedload(Offer.prices), joinedload(Listing.sessions))


NEAR_ONES = 12
NEAR_DEGREES = (0.01, 0.15)
"""How far to look north and south, and twice that east and west: about a mile in a city, else about ten."""


@dataclass(frozen=True)
class Source:
    """Where some listings came from, under what licence, and how many."""

    name: str
    licence: str
    url: str
    count: int


def live_listing(session: Session, *, listing_id: int) -> Listing:
    """Return a live listing with its offers, prices and times. Raises NotFoundError."""
    found = session.scalar(select(Listing).where(Listing.id == listing_id, Listing.status == "live").options(*_WHOLE))
    if found is None:
        raise NotFoundError("That listing is not here. It may have been taken down.")
    return found


def live_offer(session: Session, *, offer_id: int) -> Offer:
    """Return an offer of a live listing. Raises NotFoundError, for one that may not be shown too (rule W1)."""
    found = session.scalar(
        select(Offer)
        .join(Listing)
        .where(Offer.id == offer_id, Listing.status == "live")
        .options(selectinload(Offer.prices), joinedload(Offer.listing))
    )
    if found is None or not is_shown(found.listing, found):
        raise NotFoundError("That is not offered any more.")
    return found


def is_shown(listing: Listing, offer: Offer) -> bool:
    """Say whether an offer is still made, and may be (rule W1)."""
    return offer.active is not False and offer_shown(
        personal_care=offer.personal_care,
        regulator_number=listing.regulator_number,
        in_list=listing.in_regulator_list,
    )


def shown_offers(listing: Listing) -> list[Offer]:
    """Return the offers of a listing that people may see, in order."""
    return [offer for offer in listing.offers if is_shown(listing, offer)]


def price_in_force(offer: Offer, *, on: date) -> PriceList | None:
    """Return the price list that holds on a day, if any."""
    return next((price for price in offer.prices if price.holds_on(on)), None)


def offers_on_sale(listing: Listing, *, on: date) -> list[tuple[Offer, PriceList]]:
    """Return what people may see and ask for, each with its price in force, when an organisation stands behind it."""
    if listing.organisation_id is None:
        return []
    priced = ((offer, price_in_force(offer, on=on)) for offer in shown_offers(listing))
    return [(offer, price) for offer, price in priced if price is not None]


def offer_on_sale(listing: Listing, *, on: date, offer_id: int | None = None) -> Offer | None:
    """Return the listing's offer with a number, or else its first, that has a price in force and can be asked for."""
    found = [offer for offer, _ in offers_on_sale(listing, on=on)]
    return next((one for one in found if one.id == offer_id), next(iter(found), None))


def next_price(offer: Offer, *, after: date) -> PriceList | None:
    """Return the price that comes after the one in force, if it is known already (row E18)."""
    return next((price for price in offer.prices if price.valid_from > after), None)


def by_ids(session: Session, *, ids: Iterable[int]) -> dict[int, Listing]:
    """Return live listings by number, whole, in two or three statements however many there are."""
    found = session.scalars(select(Listing).where(Listing.id.in_(list(ids)), Listing.status == "live").options(*_WHOLE))
    return {listing.id: listing for listing in found}


def all_for_index(session: Session, *, ids: Iterable[int] | None = None) -> Sequence[Listing]:
    """Return live listings, whole: those with the given numbers, or all of them."""
    wanted = select(Listing).where(Listing.status == "live").options(*_WHOLE_OF_MANY).order_by(Listing.id)
    if ids is not None:
        wanted = wanted.where(Listing.id.in_(list(ids)))
    return session.scalars(wanted).unique().all()


def town(session: Session, *, name: str) -> tuple[float, float] | None:
    """Return the middle of the live listings of a town, whatever its capitals, or None where there are none placed."""
    latitude, longitude = session.execute(
        select(func.avg(Listing.latitude), func.avg(Listing.longitude)).where(
            Listing.status == "live", func.lower(Listing.town) == name.lower(), Listing.latitude.is_not(None)
        )
    ).one()
    return None if latitude is None else (float(latitude), float(longitude))


def largest_id(session: Session) -> int:
    """Return the largest number that a live listing has; 0 when there is none."""
    return session.scalar(select(func.max(Listing.id)).where(Listing.status == "live")) or 0


def changed_days(session: Session, *, after: int, up_to: int) -> Sequence[tuple[int, datetime]]:
    """Return the numbers of live listings in a range (after < number <= up_to), and when each was last changed."""
    wanted = select(Listing.id, Listing.updated_at).where(Listing.id > after, Listing.id <= up_to)
    return session.execute(wanted.where(Listing.status == "live").order_by(Listing.id)).tuples().all()


def sources(session: Session) -> list[Source]:
    """Return where listings from outside came from, with licence and count, by name."""
    rows = session.execute(
        select(Listing.source_name, Listing.licence, Listing.source_url, func.count())
        .where(Listing.status == "live", Listing.source_name != "")
        .group_by(Listing.source_name, Listing.licence, Listing.source_url)
        .order_by(Listing.source_name)
    )
    return [Source(*row) for row in rows]


def more_like(session: Session, *, listing: Listing, most: int = 4) -> Sequence[Listing]:
    """Return live listings of the same kind for "Other things like this" (row A03), the likest first.

    Near by where the listing has a place: of the nearest few, those that help with the same things come first.
    """
    same = (
        select(Listing)
        .where(Listing.status == "live", Listing.kind == listing.kind, Listing.id != listing.id)
        .options(load_only(Listing.name, Listing.life_areas, Listing.interests, Listing.experience_of, Listing.tags))
    )
    if listing.latitude is None or listing.longitude is None:
        near = session.scalars(same.where(Listing.id > listing.id).order_by(Listing.id).limit(NEAR_ONES)).all()
        near = near or session.scalars(same.order_by(Listing.id).limit(NEAR_ONES)).all()
    else:
        near = _around(session, same, (listing.latitude, listing.longitude), most=most)
    about = {*listing.life_areas, *listing.interests, *listing.experience_of, *listing.tags}
    return sorted(near, key=lambda one: -len(about & {*one.life_areas, *one.interests, *one.experience_of, *one.tags}))[
        :most
    ]


def _around(
    session: Session, wanted: Select[tuple[Listing]], point: tuple[float, float], *, most: int
) -> Sequence[Listing]:
    """Return the nearest few of some listings: within a mile if there are enough, so that a city's are not all sorted."""
    latitude, longitude = point
    away = func.abs(Listing.latitude - latitude) + func.abs(Listing.longitude - longitude)
    found: Sequence[Listing] = ()
    for far in NEAR_DEGREES:
        box = (
            Listing.latitude.between(latitude - far, latitude + far),
            Listing.longitude.between(longitude - 2 * far, longitude + 2 * far),
        )
        found = session.scalars(wanted.where(*box).order_by(away, Listing.id).limit(NEAR_ONES)).all()
        if len(found) >= most:
            break
    return found
