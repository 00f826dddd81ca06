"""Hearing that a listing changed: a job is written in the same flush, so index and database cannot drift apart."""

from __future__ import annotations

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
    changed = {_listing_of(one) for one in (*session.new, *session.dirty, *session.deleted)}
    # A core insert: adding an object inside a flush would ask for another flush.
    jobs.write(session, kind=KIND, record_ids=sorted(found for found in changed if found is not None), at=clock.now())


def _listing_of(changed: Any) -> int | None:
    if isinstance(changed, Listing):
        return changed.id
    if isinstance(changed, (Offer, SessionTime)):
        return changed.listing_id
    if isinstance(changed, PriceList):
        return changed.offer.listing_id if changed.offer else None
    return None


set_up()
