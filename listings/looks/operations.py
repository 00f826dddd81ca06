"""Adding looks to those of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from listings.looks.models import ListingLooks


def write(session: Session, *, counted: Mapping[tuple[int, date], int]) -> None:
    """Add numbers of looks, by listing and London day, in one statement; several processes may add at once."""
    rows = [
        {"listing_id": listing_id, "day": day, "number": number}
        for (listing_id, day), number in sorted(counted.items())  # in one order, so that two never wait for each other
        if number > 0
    ]
    if not rows:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    put = dialect.insert(ListingLooks).values(rows)
    session.execute(
        put.on_conflict_do_update(
            index_elements=[ListingLooks.listing_id, ListingLooks.day],
            set_={"number": ListingLooks.number + put.excluded.number},
        )
    )
