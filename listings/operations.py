"""Writing listings: adding them, their offers and dated price lists, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from listings.models import KINDS, Listing, Offer, PriceList, SessionTime
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Organisation


def add_listing(
    session: Session,
    *,
    source: str,
    source_key: str,
    kind: str,
    name: str,
    at: datetime,
    organisation: Organisation | None = None,
    sessions: Sequence[dict[str, Any]] = (),
    **facts: Any,
) -> Listing:
    """Add a listing with its weekly session times; flushes. Raises DomainError for a kind that is not on the list."""
    if kind not in KINDS:
        raise DomainError(f"There is no kind of listing called {kind}.")
    listing = Listing(
        source=source,
        source_key=source_key,
        kind=kind,
        name=name,
        organisation_id=organisation.id if organisation else None,
        created_at=at,
        updated_at=at,
        **facts,
    )
    listing.sessions = [SessionTime(**times) for times in sessions]
    session.add(listing)
    session.flush()
    return listing


def add_offer(
    session: Session, *, listing: Listing, name: str, tasks: Sequence[str] = (), personal_care: bool = False
) -> Offer:
    """Add what a listing sells. Help with washing or dressing needs the regulator's number (rule W1): DomainError."""
    if personal_care and not listing.regulator_number:
        raise DomainError("Help with washing, dressing, eating or the toilet needs the care regulator's number first.")
    offer = Offer(name=name, tasks=list(tasks), personal_care=personal_care)
    listing.offers.append(offer)
    session.flush()
    return offer


def add_price_list(session: Session, *, offer: Offer, valid_from: date, **facts: Any) -> PriceList:
    """Add a dated price list. Raises DomainError when it would overlap another of the same offer."""
    made = PriceList(valid_from=valid_from, **facts)
    for other in offer.prices:
        starts_before_other_ends = other.valid_to is None or made.valid_from <= other.valid_to
        ends_after_other_starts = made.valid_to is None or made.valid_to >= other.valid_from
        if starts_before_other_ends and ends_after_other_starts:
            raise DomainError("Two price lists would hold on the same day.")
    offer.prices.append(made)
    session.flush()
    return made


def withdraw(session: Session, *, listing: Listing, at: datetime) -> None:
    """Take a listing out of sight; it is kept, with its history."""
    listing.status = "withdrawn"
    listing.updated_at = at
    session.flush()
