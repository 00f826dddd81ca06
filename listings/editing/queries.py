"""Reading versions of pages: an organisation's own, and for staff what waits to be checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only, selectinload

from listings.editing.facts import facts_of
from listings.editing.models import ListingEdit
from listings.models import Listing, Offer
from marketplace.kernel.errors import NotFoundError

PAGE_SIZE = 50
OPEN = ("draft", "sent")
__all__ = ["facts_of", "last_answer", "open_edit", "own_listing", "own_listings", "to_check", "waiting"]


def own_listings(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[tuple[Listing, ListingEdit | None]]:
    """Return the listings of organisations, each with its newest version if there is one."""
    ids = list(organisation_ids)
    newest = (
        select(func.max(ListingEdit.id)).where(ListingEdit.organisation_id.in_(ids)).group_by(ListingEdit.listing_id)
    )
    edits = {one.listing_id: one for one in session.scalars(select(ListingEdit).where(ListingEdit.id.in_(newest)))}
    found = session.scalars(
        select(Listing).where(Listing.organisation_id.in_(ids), Listing.status != "withdrawn").order_by(Listing.name)
    )
    return [(one, edits.get(one.id)) for one in found]


def own_listing(session: Session, *, listing_id: int, organisation_ids: Iterable[int]) -> Listing:
    """Return one listing of an organisation's own. Raises NotFoundError."""
    found = session.scalar(
        select(Listing).where(
            Listing.id == listing_id, Listing.organisation_id.in_(list(organisation_ids)), Listing.status != "withdrawn"
        )
    )
    if found is None:
        raise NotFoundError
    return found


def open_edit(session: Session, *, listing_id: int) -> ListingEdit | None:
    """Return the version of a page that is being written or waits, if there is one."""
    return session.scalar(
        select(ListingEdit)
        .where(ListingEdit.listing_id == listing_id, ListingEdit.status.in_(OPEN))
        .order_by(ListingEdit.id.desc())
        .limit(1)
    )


def last_answer(session: Session, *, listing_id: int) -> ListingEdit | None:
    """Return the version that was decided last, so that its reason can be read."""
    return session.scalar(
        select(ListingEdit)
        .where(ListingEdit.listing_id == listing_id, ListingEdit.decided_at.is_not(None))
        .order_by(ListingEdit.decided_at.desc(), ListingEdit.id.desc())
        .limit(1)
    )


def history(session: Session, *, listing_id: int) -> Sequence[ListingEdit]:
    """Return every version of a page that was decided, the newest first."""
    return session.scalars(
        select(ListingEdit)
        .where(ListingEdit.listing_id == listing_id, ListingEdit.decided_at.is_not(None))
        .order_by(ListingEdit.id.desc())
        .limit(PAGE_SIZE)
    ).all()


def count_waiting(session: Session) -> int:
    """Return how many versions wait to be checked."""
    return session.scalar(select(func.count()).where(ListingEdit.status == "sent")) or 0


def waiting(session: Session, *, page: int = 1) -> Sequence[tuple[ListingEdit, Listing]]:
    """Return a page of what waits to be checked, the longest first."""
    rows = session.execute(
        select(ListingEdit, Listing)
        .join(Listing, Listing.id == ListingEdit.listing_id)
        .where(ListingEdit.status == "sent")
        .order_by(ListingEdit.sent_at, ListingEdit.id)
        .options(
            load_only(ListingEdit.facts, ListingEdit.sent_at), load_only(Listing.name, Listing.status, raiseload=True)
        )
        .limit(PAGE_SIZE)
        .offset(PAGE_SIZE * (page - 1))
    )
    return [(row[0], row[1]) for row in rows]


def to_check(session: Session, *, edit_id: int) -> tuple[ListingEdit, Listing]:
    """Return one version that was sent, with its listing, held so that two who press at once do not both decide.

    Raises NotFoundError.
    """
    found = session.scalar(
        select(ListingEdit).where(ListingEdit.id == edit_id, ListingEdit.sent_at.is_not(None)).with_for_update()
    )
    if found is None:
        raise NotFoundError
    whole = (selectinload(Listing.offers).selectinload(Offer.prices), selectinload(Listing.sessions))
    return found, session.get_one(Listing, found.listing_id, options=whole)
