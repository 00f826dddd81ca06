"""Saying how a visit was; what is kept and who reads it before it shows is listings/reviews."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from listings.reviews import operations as reviews
from listings.reviews.models import Review
from listings.reviews.operations import Had, Said
from marketplace.brokerage.reviewing import queries, rules
from marketplace.brokerage.visits.queries import Seen
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError


def source_of(visit_id: int) -> str:
    """Return what ties a review to its visit, once."""
    return f"visit:{visit_id}"


def check(session: Session, *, seen: Seen) -> None:
    """Hold that something may be said of a visit by its person (rule C8). Raises DomainError with the reason."""
    last = seen.visit.latest
    if reason := rules.why_not_yet(status=seen.visit.status, times_state=last.times_state if last else ""):
        raise DomainError(reason)
    person_id, organisation_id = seen.agreement.person_id, seen.agreement.organisation_id
    if queries.works_there(session, person_id=person_id, organisation_id=organisation_id):
        raise DomainError("You belong to this organisation, so you cannot write about it here.")


def say(session: Session, *, seen: Seen, said: Said, at: datetime) -> Review:
    """Keep how a visit of one's own was, once for each visit. Raises DomainError for a visit that did not take place."""
    check(session, seen=seen)
    last = seen.visit.latest
    assert last is not None
    had = Had(
        source=source_of(seen.visit.id),
        person_id=seen.agreement.person_id,
        listing=queries.listing_of(session, agreement=seen.agreement),
        happened_in=london_date(last.started_at).replace(day=1),
    )
    return reviews.say(session, had=had, said=said, at=at)
