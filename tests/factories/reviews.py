"""What people say of support they had, made through the operations that people use."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from sqlalchemy.orm import Session

from listings.models import Listing
from listings.reviews import operations, queries
from listings.reviews.models import Review

_numbers = count(900_001)


def make_review(
    session: Session, *, listing: Listing, person_id: int, by_id: int, at: datetime, live: bool = True, **facts: str
) -> Review:
    """Say how it was in August 2026, as one who had a visit; shown unless `live` is false."""
    said = operations.Said(**{"again": "yes", "words": "They came on time, and we laughed.", **facts})
    had = operations.Had(f"visit:{next(_numbers)}", person_id, listing, date(2026, 8, 1))
    made = operations.say(session, had=had, said=said, at=at)
    if live:
        decide(session, made, by_id=by_id, at=at)
    return made


def make_answer(session: Session, *, review: Review, by_id: int, at: datetime, live: bool = True) -> None:
    """Answer what somebody said; shown unless `live` is false."""
    operations.answer(session, review=review, words="Thank you for telling us.", by_id=by_id, at=at)
    if live:
        decide(session, review, by_id=by_id, at=at)


def decide(session: Session, review: Review, *, by_id: int, at: datetime, reason: str = "") -> None:
    """Say yes to what waits; no where a reason is given."""
    seen = queries.mark_of(review)
    operations.decide(session, review=review, seen=seen, show=not reason, reason=reason, by_id=by_id, at=at)
