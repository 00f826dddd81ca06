"""Reading what staff keep an eye on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.watching.models import WatchedListing
from marketplace.kernel.errors import NotFoundError
from marketplace.people.models import Person

MOST = 200


@dataclass(frozen=True)
class Watched:
    """One reason to look again, the listing it is about, and who put it there ("" for the site itself)."""

    watch: WatchedListing
    listing: Listing
    by: str


def due(session: Session, *, most: int = MOST) -> Sequence[Watched]:
    """Return what is being watched, what is to be looked at first coming first."""
    rows = session.execute(
        select(WatchedListing, Listing, Person.known_as)
        .join(Listing, Listing.id == WatchedListing.listing_id)
        .outerjoin(Person, Person.id == WatchedListing.by_id)
        .where(WatchedListing.ended_at.is_(None))
        .order_by(WatchedListing.look_again_on, WatchedListing.id)
        .limit(most)
    )
    return [Watched(watch, listing, by or "") for watch, listing, by in rows]


def open_watch(session: Session, listing_id: int) -> Sequence[WatchedListing]:
    """Return why a listing is being watched now: none, one or several reasons, the first to look at coming first."""
    return session.scalars(
        select(WatchedListing)
        .where(WatchedListing.listing_id == listing_id, WatchedListing.ended_at.is_(None))
        .order_by(WatchedListing.look_again_on, WatchedListing.id)
    ).all()


def history(session: Session, *, listing_id: int, most: int = MOST) -> Sequence[WatchedListing]:
    """Return every reason that a listing was watched for and that ended, the newest first."""
    return session.scalars(
        select(WatchedListing)
        .where(WatchedListing.listing_id == listing_id, WatchedListing.ended_at.is_not(None))
        .order_by(WatchedListing.ended_at.desc(), WatchedListing.id.desc())
        .limit(most)
    ).all()


def watched(session: Session, *, watch_id: int) -> tuple[WatchedListing, Listing]:
    """Return one reason to look again and its listing, held so that two who press at once do not both end it.

    Raises NotFoundError.
    """
    found = session.scalar(select(WatchedListing).where(WatchedListing.id == watch_id).with_for_update())
    if found is None:
        raise NotFoundError
    return found, session.get_one(Listing, found.listing_id)
