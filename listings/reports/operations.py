"""Keeping what people tell us about a listing, and saying that it is dealt with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.reports.models import ListingReport, ReportAnswer
from marketplace.kernel import audit
from marketplace.kernel.db import add_once


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
    return made


def done(session: Session, *, report: ListingReport, by_id: int, at: datetime) -> None:
    """Note that a report is dealt with, once, and wipe how to answer whoever sent it."""
    session.execute(delete(ReportAnswer).where(ReportAnswer.report_id == report.id))
    if report.done_at is None:
        report.done_at, report.done_by_id = at, by_id
        session.flush()
        audit.note(session, deed="report.done", record=f"report:{report.id}", at=at, by_person_id=by_id)
