"""Writing a version of a page, sending it, deciding on it; and what is changed at once: places, waiting, still right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from listings.editing.models import ListingEdit
from listings.editing.queries import facts_of, open_edit
from listings.editing.rules import FIELDS, differences
from listings.freshness.operations import note_checked
from listings.models import Listing
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.kernel.postcodes import place
from marketplace.organisations.operations import tell_members

ANSWERED = "Your page was looked at"
ANSWERED_WORDS = "We have looked at what you wrote for your page. Open it to see what we say."


def write(session: Session, *, listing: Listing, facts: Mapping[str, Any], by_id: int, at: datetime) -> ListingEdit:
    """Keep what was written, in the version that is open or in a new one; it is no longer sent. Flushes."""
    if listing.organisation_id is None:
        raise DomainError("Nobody keeps this page here yet.")
    edit = open_edit(session, listing_id=listing.id) or ListingEdit(
        listing_id=listing.id, organisation_id=listing.organisation_id, facts={}
    )
    edit.facts = {name: facts.get(name) for name in FIELDS}
    edit.status, edit.sent_at, edit.written_at, edit.written_by_id = "draft", None, at, by_id
    session.add(edit)
    session.flush()
    return edit


def send(session: Session, *, edit: ListingEdit, listing: Listing, by_id: int, at: datetime) -> None:
    """Send a version to be checked. Raises DomainError where nothing changed, or it was sent already."""
    if edit.status != "draft":
        raise DomainError("This was sent already.")
    if not differences(facts_of(listing), edit.facts):
        raise DomainError("Nothing is different from the page as it is.")
    edit.status, edit.sent_at = "sent", at
    session.flush()
    audit.note(session, deed="page.sent", record=f"listing:{listing.id}", at=at, by_person_id=by_id)


def approve(session: Session, *, edit: ListingEdit, listing: Listing, by_id: int, at: datetime) -> None:
    """Put a version live; what was there is kept as history. Flushes. Raises DomainError when it was decided already."""
    _still_waits(edit)
    edit.before = facts_of(listing)
    for name, value in edit.facts.items():
        if name in FIELDS:
            setattr(listing, name, value)
    if edit.before.get("postcode") != listing.postcode:
        _put_in_place(listing)
    listing.updated_at, listing.status = at, "live"
    note_checked(listing, ["all"], london_date(at))
    _decide(session, edit, "live", "", by_id=by_id, at=at)


def decline(session: Session, *, edit: ListingEdit, reason: str, by_id: int, at: datetime) -> None:
    """Say no to a version, with a reason they read; the page stays as it is. Raises DomainError when decided already."""
    _still_waits(edit)
    if not reason:
        raise DomainError("Say why, in a few plain words.")
    _decide(session, edit, "declined", reason, by_id=by_id, at=at)


def change_today(
    session: Session, *, listing: Listing, places_left: int | None, waiting_weeks: int | None, by_id: int, at: datetime
) -> None:
    """Change at once what changes from day to day: places left and weeks to wait (row A11). Flushes."""
    listing.places_left, listing.waiting_weeks, listing.updated_at = places_left, waiting_weeks, at
    note_checked(listing, ["places"], london_date(at))
    edit = open_edit(session, listing_id=listing.id)
    if edit is not None:  # what is being written must not bring the old numbers back
        edit.facts = {**edit.facts, "places_left": places_left, "waiting_weeks": waiting_weeks}
    session.flush()
    audit.note(session, deed="page.today", record=f"listing:{listing.id}", at=at, by_person_id=by_id)


def still_right(session: Session, *, listing: Listing, by_id: int, at: datetime) -> None:
    """Note that whoever runs it says that every fact is still right (rule D3). Flushes."""
    listing.updated_at = at
    note_checked(listing, ["all"], london_date(at))
    session.flush()
    audit.note(session, deed="page.confirmed", record=f"listing:{listing.id}", at=at, by_person_id=by_id)


def _still_waits(edit: ListingEdit) -> None:
    if edit.status != "sent":
        raise DomainError("Somebody has decided on this already, or they are changing it.")


def _decide(session: Session, edit: ListingEdit, status: str, reason: str, *, by_id: int, at: datetime) -> None:
    edit.status, edit.reason, edit.decided_at, edit.decided_by_id = status, reason, at, by_id
    session.flush()
    audit.note(session, deed=f"page.{status}", record=f"listing:{edit.listing_id}", at=at, by_person_id=by_id)
    tell_members(
        session, organisation_id=edit.organisation_id, role="staff", subject=ANSWERED, body=ANSWERED_WORDS, at=at,
        path=f"/provider/listings/{edit.listing_id}",
    )  # fmt: skip


def _put_in_place(listing: Listing) -> None:
    found = place(listing.postcode)
    listing.latitude, listing.longitude = (found.latitude, found.longitude) if found else (None, None)
    listing.placed_by = found.precision if found else ""
    listing.nation = found.nation if found else listing.nation
