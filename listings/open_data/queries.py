"""Reading what may be given on: live listings made here, and those whose source says under which licence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.queries import by_ids
from marketplace.kernel.errors import NotFoundError

OURS = "kith"


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a page from 1 of so many, words that a name holds, and changed since when (UTC)."""

    page: int = 1
    size: int = 50
    words: str = ""
    modified_after: datetime | None = None


def some(session: Session, *, wanted: Wanted) -> tuple[Sequence[Listing], int]:
    """Return a page of listings that may be given on, in the order of their numbers, and how many there are in all."""
    which = _open()
    if wanted.words:
        which = (*which, func.lower(Listing.name).contains(wanted.words.lower(), autoescape=True))
    if wanted.modified_after:
        which = (*which, Listing.updated_at >= wanted.modified_after)
    total = session.scalar(select(func.count()).select_from(Listing).where(*which)) or 0
    first = (wanted.page - 1) * wanted.size
    ids = session.scalars(select(Listing.id).where(*which).order_by(Listing.id).limit(wanted.size).offset(first)).all()
    found = by_ids(session, ids=ids)
    return [found[one] for one in ids if one in found], total


def one(session: Session, *, listing_id: int) -> Listing:
    """Return one listing that may be given on. Raises NotFoundError."""
    number = session.scalar(select(Listing.id).where(*_open(), Listing.id == listing_id))
    found = by_ids(session, ids=[number]).get(number) if number else None
    if found is None:
        raise NotFoundError
    return found


def _open() -> tuple[ColumnElement[bool], ...]:
    return Listing.status == "live", or_(Listing.source == OURS, Listing.licence != "")
