"""Reading how an organisation's pages do: a handful of statements, however many pages and asks there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session, load_only

from listings.looks.models import ListingLooks
from listings.models import Listing, Offer
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.joining.models import JoinAsk
from marketplace.brokerage.requests.models import SupportRequest
from marketplace.kernel.clock import london_date
from marketplace.organisations import answer_times

SHORT, LONG = timedelta(days=30), timedelta(days=answer_times.DAYS_BACK)
YEAR = timedelta(days=365)
_YES, _NO = frozenset({"accepted"}), frozenset({"declined"})


@dataclass
class PageFigures:
    """One page: looks in 30 and 90 days; asks, asks to join and their answers in 90 days; minutes that asks waited."""

    listing: Listing
    looks_short: int = 0
    looks_long: int = 0
    asks: int = 0
    joins: int = 0
    yes: int = 0
    no: int = 0
    waiting: int = 0
    answered: list[int] = field(default_factory=list)

    @property
    def middle_minutes(self) -> int | None:
        """Return the middle time from an ask to its answer, in minutes; None where nothing was answered."""
        return answer_times.middle(self.answered)

    def count(self, status: str) -> None:
        """Count one ask by how it stands."""
        self.yes += status in _YES
        self.no += status in _NO
        self.waiting += status not in _YES | _NO


@dataclass(frozen=True)
class Moved:
    """How many people began with an organisation in the last 12 months, and how many are no longer with it."""

    joined: int = 0
    left: int = 0


@dataclass(frozen=True)
class Asked:
    """One ask of an organisation: when, when it was answered if it was, and how it stands."""

    organisation_id: int
    listing_id: int
    sent_at: datetime
    answered_at: datetime | None
    status: str


def pages(session: Session, *, organisation_ids: Iterable[int], at: datetime) -> list[PageFigures]:
    """Return the figures of each page of some organisations, by name, in four statements."""
    ids = list(organisation_ids)
    found = {
        one.id: PageFigures(one)
        for one in session.scalars(
            select(Listing)
            .where(Listing.organisation_id.in_(ids), Listing.status != "withdrawn")
            .options(load_only(Listing.name, Listing.organisation_id))
            .order_by(Listing.name, Listing.id)
        )
    }
    for listing_id, short, long in _looks(session, ids, on=london_date(at)):
        if listing_id in found:
            found[listing_id].looks_short, found[listing_id].looks_long = short, long
    for one in asks(session, since=at - LONG, organisation_ids=ids):
        if page := found.get(one.listing_id):
            page.asks += 1
            page.count(one.status)
            if one.answered_at:
                page.answered.append(minutes_between(one.sent_at, one.answered_at))
    for listing_id, status, number in _joins(session, ids, since=at - LONG):
        if page := found.get(listing_id):
            page.joins += number
            for _ in range(number):
                page.count(status)
    return list(found.values())


def moved(session: Session, *, organisation_ids: Iterable[int], at: datetime) -> dict[int, Moved]:
    """Return organisation → how many began and how many left in the last 12 months, in one statement (row M15).

    Somebody who changes from one agreement to the next with the same organisation has neither begun nor left.
    """
    today = london_date(at)
    holds = and_(Agreement.status == "active", or_(Agreement.ends_on.is_(None), Agreement.ends_on >= today))
    still_to_end = and_(Agreement.status == "ended", Agreement.ends_on >= today)
    each = (
        select(
            Agreement.organisation_id.label("organisation_id"),
            func.min(Agreement.agreed_at).label("first"),
            func.max(Agreement.ends_on).label("last"),
            func.max(case((or_(holds, still_to_end), 1), else_=0)).label("here"),
        )
        .where(Agreement.organisation_id.in_(list(organisation_ids)), Agreement.agreed_at.is_not(None))
        .group_by(Agreement.organisation_id, Agreement.person_id)
        .subquery()
    )
    gone = and_(each.c.here == 0, each.c.last >= today - YEAR)
    rows = session.execute(
        select(
            each.c.organisation_id,
            func.sum(case((each.c.first >= at - YEAR, 1), else_=0)),
            func.sum(case((gone, 1), else_=0)),
        ).group_by(each.c.organisation_id)
    )
    return {row[0]: Moved(int(row[1]), int(row[2])) for row in rows}


def asks(session: Session, *, since: datetime, organisation_ids: Sequence[int] | None = None) -> Iterator[Asked]:
    """Yield what was asked of some organisations (or of all) since a time, without what was taken back."""
    wanted = (
        select(
            SupportRequest.organisation_id, Offer.listing_id, SupportRequest.sent_at, SupportRequest.answered_at,
            SupportRequest.status,
        )
        .join(Offer, Offer.id == SupportRequest.offer_id)
        .where(SupportRequest.sent_at >= since, SupportRequest.status != "withdrawn")
    )  # fmt: skip
    if organisation_ids is not None:
        wanted = wanted.where(SupportRequest.organisation_id.in_(list(organisation_ids)))
    for row in session.execute(wanted):
        yield Asked(*row)


def usual_times(session: Session, *, at: datetime) -> dict[int, answer_times.Usual]:
    """Return organisation → how long it usually takes to answer, of those asked in the last 90 days."""
    answered, waiting = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for one in asks(session, since=at - LONG):
        if one.answered_at:
            answered[one.organisation_id].append(minutes_between(one.sent_at, one.answered_at))
        else:
            waiting[one.organisation_id].append(minutes_between(one.sent_at, at))
    return {
        number: answer_times.usual(answered=answered[number], waiting=waiting[number])
        for number in answered.keys() | waiting.keys()
    }


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the minutes from one time to another, begun ones counted whole."""
    return -(int((start - end).total_seconds()) // 60)


def _looks(session: Session, organisation_ids: list[int], *, on: date) -> Iterable[tuple[int, int, int]]:
    """Return listing, looks in the last 30 days, looks in the last 90: counted by day, by nobody."""
    short = func.sum(case((ListingLooks.day > on - SHORT, ListingLooks.number), else_=0))
    rows = session.execute(
        select(ListingLooks.listing_id, short, func.sum(ListingLooks.number))
        .join(Listing, Listing.id == ListingLooks.listing_id)
        .where(Listing.organisation_id.in_(organisation_ids), ListingLooks.day > on - LONG, ListingLooks.day <= on)
        .group_by(ListingLooks.listing_id)
    )
    return [(row[0], int(row[1]), int(row[2])) for row in rows]


def _joins(session: Session, organisation_ids: list[int], *, since: datetime) -> Iterable[tuple[int, str, int]]:
    """Return listing, how asks to join stand ("waiting": on the list), and how many."""
    rows = session.execute(
        select(JoinAsk.listing_id, JoinAsk.status, func.count())
        .where(
            JoinAsk.organisation_id.in_(organisation_ids), JoinAsk.sent_at >= since, JoinAsk.status != "withdrawn"
        )
        .group_by(JoinAsk.listing_id, JoinAsk.status)
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in rows]
