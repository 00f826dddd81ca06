"""Keeping what people tell us about a listing, and saying that it is dealt with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.reports.models import ListingReport, ReportAnswer
from listings.watching.operations import put_on_watch
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import add_once

SEVERAL = 3
"""So many reports about one page that nobody has dealt with put it on the watch list."""
SEVERAL_WORDS = "Three or more people told us something about this page."


def send(
    session: Session, *, listing: Listing, kind: str, words: str, reach: str, at: datetime, submit_key: str
) -> ListingReport:
    """Keep a report, once for each submit key; `reach` (how to answer, or "") is kept apart. Flushes.

    Who sent it is not asked and not kept, so the audit trail has nobody's number either.
    """
    same = select(ListingReport).where(ListingReport.submit_key == submit_key)
    found = session.scalar(same)
    if found is not None:
        return found
    made = ListingReport(listing_id=listing.id, kind=kind, words=words, sent_at=at, submit_key=submit_key)
    if not add_once(session, made):
        return session.scalars(same).one()
    if reach:
        session.add(ReportAnswer(report_id=made.id, reach=reach))
    session.flush()
    _watch(session, listing_id=listing.id, at=at)
    return made


def done(session: Session, *, report: ListingReport, by_id: int, at: datetime) -> None:
    """Note that a report is dealt with, once, and wipe how to answer whoever sent it."""
    session.execute(delete(ReportAnswer).where(ReportAnswer.report_id == report.id))
    if report.done_at is None:
        report.done_at, report.done_by_id = at, by_id
        session.flush()
        audit.note(session, deed="report.done", record=f"report:{report.id}", at=at, by_person_id=by_id)


def _watch(session: Session, *, listing_id: int, at: datetime) -> None:
    waiting = select(func.count()).where(ListingReport.listing_id == listing_id, ListingReport.done_at.is_(None))
    if (session.scalar(waiting) or 0) >= SEVERAL:
        put_on_watch(
            session, listing_id=listing_id, why=SEVERAL_WORDS, by_id=None, at=at, look_again_on=london_date(at)
        )
