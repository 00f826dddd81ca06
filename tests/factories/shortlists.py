"""Shortlists and shared copies, made through the site's own operations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from listings.models import Listing
from marketplace.brokerage.shortlists import operations, presenters
from marketplace.brokerage.shortlists.models import SharedCopy
from marketplace.brokerage.shortlists.queries import Whose
from marketplace.kernel.clock import london_date

_numbers = count(1)


def make_shortlist(
    session: Session, *, person_id: int, listings: Sequence[Listing], at: datetime, note: str = ""
) -> None:
    """Let somebody keep listings, with a note on the first."""
    whose = Whose(person_id=person_id)
    for one in listings:
        operations.keep(session, whose=whose, listing_id=one.id, at=at)
    if note:
        operations.write_note(session, whose=whose, listing_id=listings[0].id, note=note, at=at)


def make_copy(session: Session, *, person_id: int, listings: Sequence[Listing], at: datetime) -> SharedCopy:
    """Let somebody share what they kept, without notes."""
    things = [presenters.frozen(one, on=london_date(at)) for one in listings]
    return operations.share(
        session, whose=Whose(person_id=person_id), things=things, with_notes=False, submit_key=f"copy-{next(_numbers)}",
        at=at,
    )  # fmt: skip
