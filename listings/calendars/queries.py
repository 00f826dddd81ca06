"""Reading the times of an organisation's live listings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from listings.models import Listing


def with_times(session: Session, *, organisation_ids: Collection[int]) -> Sequence[Listing]:
    """Return the live listings of organisations with their times, by name."""
    return session.scalars(
        select(Listing)
        .where(Listing.organisation_id.in_(list(organisation_ids)), Listing.status == "live")
        .options(selectinload(Listing.sessions))
        .order_by(Listing.name, Listing.id)
    ).all()
