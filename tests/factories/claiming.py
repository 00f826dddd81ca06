"""Claims of pages, made through the operation that people use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from listings.claiming.models import ListingClaim
from listings.claiming.operations import claim
from listings.models import Listing


def make_claim(
    session: Session, *, listing: Listing, organisation_id: int, person_id: int, at: datetime
) -> ListingClaim:
    """Let somebody say that a page is their organisation's."""
    words = "I run it. Ask for me at the door on Tuesdays."
    return claim(session, listing=listing, organisation_id=organisation_id, person_id=person_id, words=words, at=at)
