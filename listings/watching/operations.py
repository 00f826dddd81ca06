"""Putting a listing on the watch list, by staff or by the site itself, and ending a watch with what was found."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.watching.models import WatchedListing
from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError


def put_on_watch(
    session: Session,
    *,
    listing_id: int,
    why: str,
    by_id: int | None,
    at: datetime,
    look_again_on: date,
    again: bool = True,
) -> WatchedListing:
    """Watch a listing for a reason, once while one with the same reason is open; return the watch. Flushes.

    `by_id`: who put it there, None for the site itself. `again`: watch it anew for a reason that staff once looked into;
    where it is false, the watch that ended is returned. Raises DomainError for a listing that is not there.
    """
    same = select(WatchedListing).where(WatchedListing.listing_id == listing_id, WatchedListing.why == why)
    if again:
        same = same.where(WatchedListing.ended_at.is_(None))
    found = session.scalar(same.order_by(WatchedListing.id.desc()).limit(1))
    if found is not None:
        return found
    if session.get(Listing, listing_id) is None:
        raise DomainError(f"There is no listing with the number {listing_id}.")
    made = WatchedListing(listing_id=listing_id, why=why, look_again_on=look_again_on, since=at, by_id=by_id)
    session.add(made)
    session.flush()
    audit.note(session, deed="watch.begun", record=f"listing:{listing_id}", at=at, by_person_id=by_id)
    return made


def end(session: Session, *, watch: WatchedListing, found: str, by_id: int, at: datetime) -> None:
    """End a watch with what was found; the row stays. Flushes. Raises DomainError when it ended already."""
    if watch.ended_at is not None:
        raise DomainError("Somebody has ended this already.")
    if not found:
        raise DomainError("Write what you found.")
    watch.found, watch.ended_at, watch.ended_by_id = found, at, by_id
    session.flush()
    audit.note(session, deed="watch.ended", record=f"listing:{watch.listing_id}", at=at, by_person_id=by_id)


def look_later(session: Session, *, watch: WatchedListing, look_again_on: date, by_id: int, at: datetime) -> None:
    """Look again on another day. Flushes. Raises DomainError when it ended already."""
    if watch.ended_at is not None:
        raise DomainError("Somebody has ended this already.")
    watch.look_again_on = look_again_on
    session.flush()
    audit.note(session, deed="watch.later", record=f"listing:{watch.listing_id}", at=at, by_person_id=by_id)
