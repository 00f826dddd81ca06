"""How often listings were looked at, and whether whoever looks keeps the page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from listings.looks.models import ListingLooks
from listings.models import Listing
from marketplace.kernel.db import in_parts
from marketplace.organisations.models import Membership


def looks_of(session: Session, listing_ids: Collection[int], since: date, until: date) -> dict[int, int]:
    """Return listing → how often it was looked at between two London days, both included; 0 where it was not."""
    found = dict.fromkeys(listing_ids, 0)
    for some in in_parts(sorted(found)):
        rows = session.execute(
            select(ListingLooks.listing_id, func.sum(ListingLooks.number))
            .where(ListingLooks.listing_id.in_(some), ListingLooks.day.between(since, until))
            .group_by(ListingLooks.listing_id)
        )
        found |= {listing_id: int(number) for listing_id, number in rows}
    return found


def keeps_it(session: Session, *, listing_id: int, person_id: int, on: date) -> bool:
    """Say whether someone belongs to the organisation of a listing on a day: their own looks are not counted."""
    belongs = exists().where(
        Listing.id == listing_id, Membership.organisation_id == Listing.organisation_id,
        Membership.person_id == person_id, Membership.starts_on <= on,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= on),
    )  # fmt: skip
    return bool(session.scalar(select(belongs)))
