"""Reading what a visit was for: the listing whose support it was, and whether its person works there themselves."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from listings.models import Listing, Offer
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.requests.models import SupportRequest
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Membership, Worker


def listing_of(session: Session, *, agreement: Agreement) -> Listing:
    """Return the listing that an agreement came from. Raises NotFoundError where another stands behind it by now."""
    found = session.scalar(
        select(Listing)
        .join(Offer, Offer.listing_id == Listing.id)
        .join(SupportRequest, SupportRequest.offer_id == Offer.id)
        .where(SupportRequest.id == agreement.request_id, Listing.organisation_id == agreement.organisation_id)
    )
    if found is None:
        raise NotFoundError("Their page is not here any more, so there is no place for this.")
    return found


def works_there(session: Session, *, person_id: int, organisation_id: int) -> bool:
    """Say whether somebody acts or works, or once did, for an organisation: nobody speaks here of their own (C8)."""
    member = exists().where(Membership.person_id == person_id, Membership.organisation_id == organisation_id)
    worker = exists().where(Worker.person_id == person_id, Worker.organisation_id == organisation_id)
    return bool(session.scalar(select(member | worker)))
