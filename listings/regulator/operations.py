"""Bringing the regulator's list in, whole or not at all, and saying on each page what it has for its number (rules W1, W4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.regulator.models import RegulatedPlace, RegulatorFile
from listings.regulator.queries import misfits, newest, numbered
from listings.regulator.reading import Place
from listings.watching.operations import put_on_watch
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import in_parts
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import short_date

NOT_THERE = "The number this page gives is not on the care regulator’s newest list."
ANOTHER_NAME = "The care regulator has another name for the number this page gives: {name}."


@dataclass(frozen=True)
class Brought:
    """What bringing a list in did: places on it, listings whose number is there, and listings that do not fit."""

    places: int
    linked: int
    misfits: int


def bring_in(session: Session, *, places: Sequence[Place], dated: date, at: datetime, force: bool = False) -> Brought:
    """Replace the list by a newer one and look every number up in it; flushes.

    Raises DomainError for an empty list, one from a day to come, and, unless `force`, one that is older or less than half
    as long as the last; and where another is being brought in at the same time. Then nothing is changed.
    """
    _check(newest(session), count=len(places), dated=dated, today=london_date(at), force=force)
    session.execute(delete(RegulatedPlace))
    try:
        with session.begin_nested():
            for some in in_parts(places):
                session.execute(insert(RegulatedPlace), [asdict(one) for one in some])
    except IntegrityError:
        raise DomainError("Another list is being brought in just now. Try again in a minute.") from None
    session.add(RegulatorFile(dated=dated, imported_at=at, places=len(places)))
    session.flush()
    return _look_up_all(session, dated=dated, at=at, places=len(places))


def look_up(session: Session, *, listing: Listing) -> None:
    """Say on one listing what the newest list has for its number: for when the number was written or changed. Flushes."""
    last = newest(session)
    place = session.get(RegulatedPlace, listing.regulator_number) if listing.regulator_number else None
    was = listing.regulator_number == "" and listing.regulated is True and listing.regulator_checked_on is not None
    _write(listing, place, day=last.dated if last and listing.regulator_number else None)
    if was:
        listing.regulated = None  # the yes was the list's word about a number that is given no more
    session.flush()


def _check(last: RegulatorFile | None, *, count: int, dated: date, today: date, force: bool) -> None:
    if not count:
        raise DomainError("There is no place in that file, so the list was left as it is.")
    if dated > today:
        raise DomainError(f"The list cannot be from {short_date(dated)}: that day has not come yet.")
    if last is None or force:
        return
    if dated < last.dated:
        raise DomainError(
            f"That list is from {short_date(dated)} and we have one from {short_date(last.dated)}; "
            "to bring it in all the same, add --force."
        )
    if count * 2 < last.places:
        raise DomainError(
            f"That list has {count:,} places and the last had {last.places:,}; if that is right, add --force."
        )


def _look_up_all(session: Session, *, dated: date, at: datetime, places: int) -> Brought:
    rows = numbered(session)
    for listing, place, _ in rows:
        _write(listing, place, day=dated)
    session.flush()
    found = misfits(rows)
    for one in found:
        why = ANOTHER_NAME.format(name=one.theirs) if one.theirs else NOT_THERE
        put_on_watch(
            session, listing_id=one.listing.id, why=why, by_id=None, at=at, look_again_on=london_date(at),
            again=not one.theirs,
        )  # fmt: skip
    return Brought(places, sum(place is not None for _, place, _ in rows), len(found))


def _write(listing: Listing, place: RegulatedPlace | None, *, day: date | None) -> None:
    listing.regulator_checked_on = day
    listing.regulator_name = place.name if place else ""
    listing.regulator_rating = place.rating if place else ""
    listing.regulator_rated_on = place.rated_on if place else None
    if place is not None:
        listing.regulated = True
    elif day is not None:
        # "It need not be checked" would be untrue of who gives a number, and so would "it is".
        listing.regulated = None
