"""One search, from what was asked to listings found: used by the page and by the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from listings import queries as listings
from listings.models import Listing
from marketplace.kernel.postcodes import Place, area, place
from search.engine import Query, ResultPage, SearchEngine, Want
from search.plain_asks import place_in, with_choices
from search.query import RADII, Asked
from search.spelling import Speller, english
from search.suggesting import starting, suggestions
from search.synonyms import Table
from search.understanding import corrected, wants, words_of
from search.words.queries import table

SHORTEST_BEGUN = 3
MOST_TRIES = 12
MOST_INSTEAD = 4


@dataclass(frozen=True)
class Instead:
    """Nearly the same search, which finds something: another circle, or one part taken away."""

    asked: Asked
    total: int


@dataclass(frozen=True)
class Found:
    """A page of results with their listings, the place searched near, and what could not be used as it was typed."""

    page: ResultPage
    listings: Sequence[tuple[Listing, float | None]]
    place: Place | None
    unknown_place: bool
    corrected: str = ""
    """The words looked for instead, where some of those given are found nowhere."""
    also: Sequence[str] = ()
    """What was looked for beside the words, from the table of words."""
    instead: Sequence[Instead] = ()
    """Where nothing was found: what nearly the same searches would find, the nearest first."""


def find(session: Session, engine: SearchEngine, *, asked: Asked, size: int) -> Found:
    """Search; a place that is not known is left out of the search and told. Raises IndexMissingError."""
    near = somewhere(session, asked.near) if asked.near else None
    meanings = table(session)
    begun = _begun(engine, asked.words)
    mended = (
        "" if begun else corrected(asked.words, holds=engine.holds, nearest=_speller(engine).nearest, table=meanings)
    )
    used = replace(asked, words=mended or asked.words)
    wanted = wants(used.words, meanings, begun=begun)
    page = engine.search(_query(used, near, wanted, start=(asked.page - 1) * size, size=size))
    known = listings.by_ids(session, ids=[hit.listing_id for hit in page.hits])
    # A listing taken down a moment ago may still be in the index: the database has the last word.
    found = [(known[hit.listing_id], hit.miles) for hit in page.hits if hit.listing_id in known]
    return Found(
        page,
        found,
        near,
        unknown_place=bool(asked.near) and near is None,
        corrected=mended,
        also=list(
            dict.fromkeys(
                phrase for one in wanted for phrase, weight in one.phrases.items() if weight < 1 and not one.weak
            )
        ),
        instead=[] if page.total else _instead(engine, used, near, meanings),
    )


def understood(session: Session, asked: Asked, *, on: date) -> Asked:
    """Return a search with what its words say of choices and of a place read as such, on a London day."""
    asked = with_choices(asked, on=on)
    named = None if asked.near else place_in(asked.words)
    if named and somewhere(session, named[1]):
        return replace(asked, words=named[0], near=named[1])
    return asked


def suggest(session: Session, engine: SearchEngine, *, typed: str) -> list[str]:
    """Return ways to go on from what was typed so far. Raises IndexMissingError."""
    return suggestions(typed, table=table(session), vocabulary=engine.vocabulary())


def somewhere(session: Session, text: str) -> Place | None:
    """Return where a postcode or its first part is, or a town that listings are in, or a council's area; else None."""
    if found := place(text):
        return found
    middle = listings.town(session, name=text)
    return Place(*middle, precision="town", nation="", label=text) if middle else area(text)


def _begun(engine: SearchEngine, words: str) -> Sequence[str]:
    """Return what the last word may be the start of, where it is in no listing as it stands ("garde")."""
    last = words_of(words)[-1:]
    if not last or len(last[0]) < SHORTEST_BEGUN or engine.holds(last[0]) or last[0] in english():
        return ()
    return starting(last[0], engine.vocabulary())


def _query(asked: Asked, near: Place | None, wanted: Sequence[Want], *, start: int = 0, size: int = 0) -> Query:
    return Query(
        wants=wanted,
        choices=asked.choices,
        near=(near.latitude, near.longitude) if near else None,
        within_miles=asked.radius if near else None,
        start=start,
        size=size,
        said=asked.words,
    )


def _instead(engine: SearchEngine, asked: Asked, near: Place | None, meanings: Table) -> list[Instead]:
    tries = [replace(asked, radius=radius) for radius in RADII if near and radius > asked.radius]
    for name, values in asked.choices.items():
        for value in values:
            rest = {**asked.choices, name: [one for one in values if one != value]}
            tries.append(replace(asked, choices={each: kept for each, kept in rest.items() if kept}))
    if near:
        tries.append(replace(asked, near=""))
    if asked.words and (near or asked.choices):
        tries.append(replace(asked, words=""))
    found = [
        Instead(one, engine.search(_query(one, near if one.near else None, wants(one.words, meanings))).total)
        for one in tries[:MOST_TRIES]
    ]
    wider = next((one for one in found if one.total and one.asked.radius > asked.radius), None)
    return [one for one in found if one.total and (one.asked.radius <= asked.radius or one is wider)][:MOST_INSTEAD]


def _speller(engine: SearchEngine) -> Speller:
    return _spellers(id(engine), engine.vocabulary)


@lru_cache(maxsize=8)
def _spellers(_engine: int, vocabulary: Callable[[], Mapping[str, int]]) -> Speller:
    return Speller(vocabulary)
