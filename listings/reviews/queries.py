"""Reading what people said: everyone what shows, a writer their own, an organisation what shows of it, staff what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.reviews import rules
from listings.reviews.models import Review
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Worker

MOST = 200
NEWEST = 5
_WAITS = or_(Review.status == "waiting", and_(Review.status == "live", Review.reply_status == "waiting"))


@dataclass(frozen=True)
class Shown:
    """What shows on a listing's page: the newest few, how many people spoke, and how many of them would again."""

    newest: Sequence[Review]
    people: int
    again: int


def of_listing(session: Session, *, listing: Listing) -> Shown:
    """Return what people say of a listing: of the organisation that stands behind it now, and not of one before.

    Each person counts once, with what they said last: one who had fifty visits has no more weight than another.
    """
    wanted = (
        Review.listing_id == listing.id,
        Review.organisation_id == listing.organisation_id,
        Review.status == "live",
    )
    newest = session.scalars(
        select(Review).where(*wanted).order_by(Review.happened_in.desc(), Review.id.desc()).limit(NEWEST)
    ).all()
    if not newest:
        return Shown((), 0, 0)
    order = (Review.happened_in.desc(), Review.id.desc())
    last = func.row_number().over(partition_by=Review.person_id, order_by=order).label("at")
    each = select(Review.again, last).where(*wanted).subquery()
    people, again = session.execute(
        select(func.count(), func.sum(case((each.c.again == "yes", 1), else_=0))).where(each.c.at == 1)
    ).one()
    return Shown(newest, people, int(again or 0))


def own(session: Session, *, source: str, person_id: int) -> Review | None:
    """Return what somebody said of one source, if anything, held so that it is not decided on while they change it."""
    return session.scalar(
        select(Review).where(Review.source == source, Review.person_id == person_id).with_for_update()
    )


def waiting(session: Session) -> Sequence[tuple[Review, Listing]]:
    """Return what waits to be read by staff, words and answers, the longest first."""
    since = case((Review.status == "waiting", Review.written_at), else_=Review.reply_written_at)
    rows = session.execute(
        select(Review, Listing)
        .join(Listing, Listing.id == Review.listing_id)
        .where(_WAITS)
        .order_by(since, Review.id)
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in rows]


def count_waiting(session: Session) -> int:
    """Return how many words and answers wait."""
    return session.scalar(select(func.count()).select_from(Review).where(_WAITS)) or 0


def to_check(session: Session, *, review_id: int) -> tuple[Review, Listing]:
    """Return one, whatever its state, with its listing, held so that two who press at once do not both decide.

    Raises NotFoundError; also for one that was taken back: its words are its writer's own again.
    """
    found = session.scalar(select(Review).where(Review.id == review_id, Review.status != "withdrawn").with_for_update())
    if found is None:
        raise NotFoundError("That is not here. It may have been taken back.")
    return found, session.get_one(Listing, found.listing_id)


def lately_shown(session: Session, *, most: int = 30) -> Sequence[tuple[Review, Listing]]:
    """Return what shows, the newest decided first: for staff who look again."""
    rows = session.execute(
        select(Review, Listing)
        .join(Listing, Listing.id == Review.listing_id)
        .where(Review.status == "live")
        .order_by(Review.decided_at.desc(), Review.id.desc())
        .limit(most)
    )
    return [(row[0], row[1]) for row in rows]


def of_organisations(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[tuple[Review, Listing]]:
    """Return what shows of organisations' pages, the newest first."""
    rows = session.execute(
        select(Review, Listing)
        .join(Listing, Listing.id == Review.listing_id)
        .where(Review.organisation_id.in_(list(organisation_ids)), Review.status == "live")
        .order_by(Review.id.desc())
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in rows]


def of_organisation(
    session: Session, *, review_id: int, organisation_ids: Iterable[int]
) -> tuple[Review, Listing]:  # fmt: skip
    """Return one that shows of one of the organisations' pages, held while it is answered. Raises NotFoundError."""
    found = session.scalar(
        select(Review)
        .where(
            Review.id == review_id, Review.organisation_id.in_(list(organisation_ids)), Review.status == "live"
        )
        .with_for_update()
    )  # fmt: skip
    if found is None:
        raise NotFoundError
    return found, session.get_one(Listing, found.listing_id)


def workers_named(session: Session, *, review: Review, words: str) -> list[str]:
    """Return the first names of the organisation's workers that stand in some words."""
    names = session.scalars(
        select(Worker.first_name).where(Worker.organisation_id == review.organisation_id).order_by(Worker.first_name)
    )
    return rules.names_in(words, names)


def mark_of(review: Review) -> str:
    """Return the mark of the part that waits, as it is now; "" where none does."""
    part = rules.waits(status=review.status, reply_status=review.reply_status)
    if not part:
        return ""
    return rules.mark(part, *((review.again, review.words) if part == "words" else (review.reply,)))
