"""One search, from what was asked to listings found: used by the page and by the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from listings import queries as listings
from listings.models import Listing
from marketplace.kernel.postcodes import Place, place
from search.engine import Query, ResultPage, SearchEngine
from search.query import Asked


@dataclass(frozen=True)
class Found:
    """A page of results with their listings, the place searched near, and what could not be used."""

    page: ResultPage
    listings: Sequence[tuple[Listing, float | None]]
    place: Place | None
    unknown_place: bool


def find(session: Session, engine: SearchEngine, *, asked: Asked, size: int) -> Found:
    """Search; a place that is not known is left out of the search and told. Raises IndexMissingError."""
    near = place(asked.near) if asked.near else None
    page = engine.search(
        Query(
            words=asked.words,
            choices=asked.choices,
            near=(near.latitude, near.longitude) if near else None,
            within_miles=asked.radius if near else None,
            start=(asked.page - 1) * size,
            size=size,
        )
    )
    known = listings.by_ids(session, ids=[hit.listing_id for hit in page.hits])
    # A listing taken down a moment ago may still be in the index: the database has the last word.
    found = [(known[hit.listing_id], hit.miles) for hit in page.hits if hit.listing_id in known]
    return Found(page=page, listings=found, place=near, unknown_place=bool(asked.near) and near is None)
