"""Reading what people told us about listings; for staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.reports.models import ListingReport, ReportAnswer
from marketplace.kernel.errors import NotFoundError


@dataclass(frozen=True)
class Waiting:
    """A report that waits, the listing it is about, and how to answer ("" when they left nothing)."""

    report: ListingReport
    listing: Listing
    reach: str


def waiting(session: Session, *, most: int = 200) -> Sequence[Waiting]:
    """Return the reports that wait: worries first, then the oldest."""
    worries_first = case((ListingReport.kind == "worried", 0), else_=1)
    rows = session.execute(
        select(ListingReport, Listing, ReportAnswer.reach)
        .join(Listing, Listing.id == ListingReport.listing_id)
        .outerjoin(ReportAnswer, ReportAnswer.report_id == ListingReport.id)
        .where(ListingReport.done_at.is_(None))
        .order_by(worries_first, ListingReport.id)
        .limit(most)
    )
    return [Waiting(report, listing, reach or "") for report, listing, reach in rows]


def count_waiting(session: Session) -> int:
    """Return how many reports wait."""
    wanted = select(func.count()).select_from(ListingReport).where(ListingReport.done_at.is_(None))
    return session.scalar(wanted) or 0


def report(session: Session, *, report_id: int) -> ListingReport:
    """Return a report. Raises NotFoundError."""
    found = session.get(ListingReport, report_id)
    if found is None:
        raise NotFoundError
    return found
