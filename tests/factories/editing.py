"""Versions of pages, made through the operations that people use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from listings.editing.models import ListingEdit
from listings.editing.operations import send, write
from listings.models import Listing


def make_draft(session: Session, *, listing: Listing, by_id: int, at: datetime) -> ListingEdit:
    """Return a version of a page that somebody is still writing."""
    return write(session, listing=listing, facts={"summary": "Tea and company."}, by_id=by_id, at=at)


def make_page_edit(session: Session, *, listing: Listing, by_id: int, at: datetime) -> ListingEdit:
    """Return a version of a page that was sent to be checked: its sentence is another."""
    facts = {"summary": "Someone who helps you with your week, at home or out and about."}
    made = write(session, listing=listing, facts=facts, by_id=by_id, at=at)
    send(session, edit=made, listing=listing, by_id=by_id, at=at)
    return made
