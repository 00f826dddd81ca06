"""Adding a picture to a page, taking it out, and staff who decide whether it is shown (row A02)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.pictures import keeping, pixels
from listings.pictures.models import ListingPicture
from listings.pictures.queries import MOST, OPEN, count_open
from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.organisations.operations import tell_members

ANSWERED = "A picture for your page was looked at"
ANSWERED_WORDS = "We have looked at a picture you sent for your page. Open it to see what we say."


def add_picture(
    session: Session, *, listing: Listing, sent: bytes, words: str, folder: Path, by_id: int, at: datetime
) -> ListingPicture:
    """Add a picture to a page, once for each picture; it waits for staff. Flushes; the file is in its place before.

    `words`: what is to be seen. `folder`: the site's data folder. Raises DomainError for a file that is no picture of ours,
    without words, and for more than six.
    """
    if not words:
        raise DomainError("Say what is to be seen, for those who do not see it.")
    ready = pixels.ready(sent)
    session.execute(select(Listing.id).where(Listing.id == listing.id).with_for_update())
    same = select(ListingPicture).where(
        ListingPicture.listing_id == listing.id, ListingPicture.sha == ready.sha, ListingPicture.status.in_(OPEN)
    )
    found = session.scalar(same)
    if found is not None:
        return found
    if count_open(session, listing_id=listing.id) >= MOST:
        raise DomainError(f"A page may have {MOST} pictures, so take one out first.")
    keeping.keep(folder, ready)
    made = ListingPicture(
        listing_id=listing.id, sha=ready.sha, words=words, width=ready.width, height=ready.height, added_at=at,
        added_by_id=by_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.note(session, deed="picture.added", record=f"listing:{listing.id}", at=at, by_person_id=by_id)
    return made


def take_out(session: Session, *, picture: ListingPicture, folder: Path, by_id: int, at: datetime) -> None:
    """Take a picture off its page; its file goes too, unless another page shows the same. Flushes."""
    picture.status = "removed"
    session.flush()
    audit.note(session, deed="picture.removed", record=f"listing:{picture.listing_id}", at=at, by_person_id=by_id)
    others = select(func.count()).where(ListingPicture.sha == picture.sha, ListingPicture.status != "removed")
    if not session.scalar(others):
        keeping.let_go(folder, picture.sha)


def approve(session: Session, *, picture: ListingPicture, listing: Listing, by_id: int, at: datetime) -> None:
    """Show a picture to everyone. Flushes. Raises DomainError when somebody has decided already."""
    _decide(session, picture, listing, "live", "", by_id=by_id, at=at)


def decline(
    session: Session, *, picture: ListingPicture, listing: Listing, reason: str, by_id: int, at: datetime
) -> None:
    """Say no to a picture, with a reason they read. Flushes. Raises DomainError without one, or when decided already."""
    if not reason:
        raise DomainError("Say why, in a few plain words.")
    _decide(session, picture, listing, "declined", reason, by_id=by_id, at=at)


def _decide(
    session: Session, picture: ListingPicture, listing: Listing, status: str, reason: str, *, by_id: int, at: datetime
) -> None:
    if picture.status != "waiting":
        raise DomainError("Somebody has decided on this already.")
    picture.status, picture.reason, picture.decided_at, picture.decided_by_id = status, reason, at, by_id
    session.flush()
    audit.note(session, deed=f"picture.{status}", record=f"listing:{listing.id}", at=at, by_person_id=by_id)
    if listing.organisation_id is not None:
        tell_members(
            session, organisation_id=listing.organisation_id, role="staff", subject=ANSWERED, body=ANSWERED_WORDS, at=at,
            path=f"/provider/listings/{listing.id}/pictures",
        )  # fmt: skip
