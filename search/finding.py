"""One search, from what was asked to listings found: used by the page and by the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from listings import queries as listings
from listings.models import Listing
from marketplace.kernel.postcodes import Place, place
from search.engine import Query, ResultPage, SearchEngine
from search.query import Asked
from search.spelling import Speller
from search.understanding import corrected, wants
from search.words.queries import table


@dataclass(frozen=True)
class Found:
    """A page of results with their listings, the place searched near, and what could not be used as it was typed."""

    page: ResultPage
    listings: Sequence[tuple[Listing, float | None]]
    place: Place | None
    unknown_place: bool
    corrected: str = ""
    """The words looked for instead, where some of those given are found nowhere."""


def find(session: Session, engine: SearchEngine, *, asked: Asked, size: int) -> Found:
    """Search; a place that is not known is left out of the search and told. Raises IndexMissingError."""
    near = place(asked.near) if asked.near else None
    meanings = table(session)
    mended = corrected(asked.words, holds=engine.holds, nearest=_speller(engine).nearest, table=meanings)
    page = engine.search(
        Query(
            wants=wants(mended or asked.words, meanings),
            choices=asked.choices,
            near=(near.latitude, near.longitude) if near else None,
            within_miles=asked.radius if near else None,
            start=(asked.page - 1) * size,
            size=size,
            said=mended or asked.words,
        )
    )
    known = listings.by_ids(session, ids=[hit.listing_id for hit in page.hits])
    # A listing taken down a moment ago may still be in the index: the database has the last word.
    found = [(known[hit.listing_id], hit.miles) for hit in page.hits if hit.listing_id in known]
    return Found(page, found, near, unknown_place=bool(asked.near) and near is None, corrected=mended)


def _speller(engine: SearchEngine) -> Speller:
    return _spellers(id(engine), engine.vocabulary)


@lru_cache(maxsize=8)
def _spellers(_engine: int, vocabulary: Callable[[], Mapping[str, int]]) -> Speller:
    return Speller(vocabulary)
