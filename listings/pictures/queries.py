"""Reading pictures: everyone sees those that staff said yes to, on a page that is live."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.pictures.models import ListingPicture
from marketplace.kernel.errors import NotFoundError

MOST = 6
"""Pictures that a page may have, those that wait counted too."""
OPEN = ("waiting", "live")


def shown(session: Session, *, listing: Listing) -> Sequence[ListingPicture]:
    """Return the pictures of a page that everyone may see; nothing is asked for a page that no organisation keeps."""
    if listing.organisation_id is None:
        return ()
    wanted = select(ListingPicture).where(ListingPicture.listing_id == listing.id, ListingPicture.status == "live")
    return session.scalars(wanted.order_by(ListingPicture.id)).all()


def of_listing(session: Session, *, listing_id: int) -> Sequence[ListingPicture]:
    """Return the pictures of a page for its organisation: all but those taken out."""
    wanted = select(ListingPicture).where(ListingPicture.listing_id == listing_id, ListingPicture.status != "removed")
    return session.scalars(wanted.order_by(ListingPicture.id)).all()


def count_open(session: Session, *, listing_id: int) -> int:
    """Return how many pictures of a page are live or wait."""
    wanted = select(func.count()).where(ListingPicture.listing_id == listing_id, ListingPicture.status.in_(OPEN))
    return session.scalar(wanted) or 0


def live_picture(session: Session, *, picture_id: int) -> ListingPicture | None:
    """Return a picture that everyone may see, or None."""
    return session.scalar(
        select(ListingPicture)
        .join(Listing, Listing.id == ListingPicture.listing_id)
        .where(ListingPicture.id == picture_id, ListingPicture.status == "live", Listing.status == "live")
    )


def own_picture(session: Session, *, picture_id: int, organisation_ids: Iterable[int]) -> ListingPicture:
    """Return a picture of an organisation's own that is not taken out. Raises NotFoundError."""
    found = session.scalar(
        select(ListingPicture)
        .join(Listing, Listing.id == ListingPicture.listing_id)
        .where(
            ListingPicture.id == picture_id,
            ListingPicture.status != "removed",
            Listing.organisation_id.in_(list(organisation_ids)),
        )
    )
    if found is None:
        raise NotFoundError
    return found


def waiting(session: Session, *, most: int = 200) -> Sequence[tuple[ListingPicture, Listing]]:
    """Return the pictures that wait for staff, the longest first, each with its page."""
    rows = session.execute(
        select(ListingPicture, Listing)
        .join(Listing, Listing.id == ListingPicture.listing_id)
        .where(ListingPicture.status == "waiting")
        .order_by(ListingPicture.id)
        .limit(most)
    )
    return [(picture, listing) for picture, listing in rows]


def to_check(session: Session, *, picture_id: int) -> tuple[ListingPicture, Listing]:
    """Return one picture for staff, held so that two who press at once do not both decide. Raises NotFoundError."""
    found = session.scalar(
        select(ListingPicture)
        .where(ListingPicture.id == picture_id, ListingPicture.status != "removed")
        .with_for_update()
    )
    if found is None:
        raise NotFoundError
    return found, session.get_one(Listing, found.listing_id)
