"""What some made-up people of Millbrook say of their August with Harbour, one answer to it, and one that still waits."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import select

from listings.reviews import operations as reviews
from listings.reviews import queries
from listings.reviews.operations import Said
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.reviewing import operations as reviewing
from marketplace.brokerage.visits import queries as visits
from marketplace.brokerage.visits.models import Visit
from marketplace.kernel.clock import from_london

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from listings.reviews.models import Review
    from marketplace.cli.millbrook.places import Town

SAID = (
    # who, of which of their visits, what, and Harbour's answer
    (
        "margaret",
        3,
        Said(
            "yes",
            "They came on time every time. On the bank holiday we went to see the sea. I had not been in six years.",
        ),
        "",
    ),
    (
        "tom",
        0,
        Said(
            "yes",
            "I had a bag of post I could not open. We did three letters each week, with tea. The bag is empty now.",
        ),
        "",
    ),
    (
        "george",
        1,
        Said(
            "maybe",
            "Good when it is the same worker. Twice it was somebody new, and nobody told me before.",
        ),
        "Thank you for telling us. You should have had a call first. From now on we ring the day before.",
    ),
)
WAITS = ("shirin", 2, Said("yes", "We walk to the library and talk about art. I look forward to it all week."))


def tell(session: Session, *, town: Town) -> Review:
    """Let them say it, Robin read it and Jo answer; return the one that waits. Flushes, never commits."""
    jo, robin = town.people["jo"].id, town.people["robin"].id
    for hour, (key, number, said, answer) in enumerate(SAID, 10):
        review = _say(session, town, key, number, said, at=_at(hour))
        _yes(session, review, by_id=robin, at=_at(hour + 1))
        if answer:
            reviews.answer(session, review=review, words=answer, by_id=jo, at=_at(15))
            _yes(session, review, by_id=robin, at=_at(16))
    return _say(session, town, *WAITS, at=_at(17))


def _say(session: Session, town: Town, key: str, number: int, said: Said, *, at: datetime) -> Review:
    person_id = town.people[key].id
    theirs = (
        select(Visit.id).join(Agreement, Agreement.id == Visit.agreement_id).where(Agreement.person_id == person_id)
    )
    visit_id = session.scalars(theirs.order_by(Visit.id).offset(number).limit(1)).one()
    seen = visits.own_visit(session, visit_id=visit_id, person_id=person_id)
    return reviewing.say(session, seen=seen, said=said, at=at)


def _yes(session: Session, review: Review, *, by_id: int, at: datetime) -> None:
    seen = queries.mark_of(review)
    reviews.decide(session, review=review, seen=seen, show=True, reason="", by_id=by_id, at=at)


def _at(hour: int) -> datetime:
    """Return a time on the day that August is billed, once it is."""
    return from_london(date(2026, 9, 1), time(hour))
