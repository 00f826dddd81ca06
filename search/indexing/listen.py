"""Hearing that a listing changed: a job is written in the same flush, so index and database cannot drift apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from listings.models import Listing, Offer, PriceList, SessionTime
from marketplace.kernel import clock, jobs

KIND = "listing.index"
"""The jobs that bring one listing's document in the index up to date."""


def set_up() -> None:
    """Start hearing; called twice, it hears once."""
    if not event.contains(Session, "after_flush", write_jobs):
        event.listen(Session, "after_flush", write_jobs)


def write_jobs(session: Session, _context: UOWTransaction) -> None:
    """Write one job for each listing that this flush touched, itself or through its offers, prices and times."""
    touched = {_listing_of(one) for one in (*session.new, *session.dirty, *session.deleted)}
    # A core insert: adding an object inside a flush would ask for another flush.
    jobs.write(session, kind=KIND, record_ids=sorted(found for found in touched if found is not None), at=clock.now())


def changed(session: Session, listing_ids: Sequence[int]) -> None:
    """Write one job for each listing that was changed in bulk, where no object changes that could be heard."""
    jobs.write(session, kind=KIND, record_ids=listing_ids, at=clock.now())


def _listing_of(one: Any) -> int | None:
    if isinstance(one, Listing):
        return one.id
    if isinstance(one, (Offer, SessionTime)):
        return one.listing_id
    if isinstance(one, PriceList):
        return one.offer.listing_id if one.offer else None
    return None


set_up()
