"""Asks to join, made through the operation that people use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from listings.models import Listing
from marketplace.brokerage.joining.models import JoinAsk
from marketplace.brokerage.joining.operations import send


def make_join_ask(session: Session, *, person_id: int, listing: Listing, at: datetime, **facts: str) -> JoinAsk:
    """Return an ask of a person to join."""
    told = {"part": "both", "words": "I like chess.", "when_words": "Mornings", **facts}
    return send(
        session, person_id=person_id, listing=listing, at=at, submit_key=f"factory:{person_id}:{listing.id}", **told
    )
