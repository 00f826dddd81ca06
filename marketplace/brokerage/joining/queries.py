"""Reading asks to join: a person's own, or those sent to one's own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session, lazyload

from listings.models import Listing
from marketplace.brokerage.joining.models import JoinAsk
from marketplace.kernel.errors import NotFoundError
from marketplace.people.models import Person

MOST = 200


def own_asks(session: Session, *, person_id: int) -> Sequence[tuple[JoinAsk, str]]:
    """Return what a person asked to join with the listing's name, newest first."""
    rows = session.execute(
        select(JoinAsk, Listing.name)
        .join(Listing, Listing.id == JoinAsk.listing_id)
        .where(JoinAsk.person_id == person_id)
        .order_by(JoinAsk.id.desc())
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in rows]


def own_ask(session: Session, *, ask_id: int, person_id: int) -> tuple[JoinAsk, str]:
    """Return one ask of a person's own with the listing's name. Raises NotFoundError."""
    found = session.execute(
        select(JoinAsk, Listing.name)
        .join(Listing, Listing.id == JoinAsk.listing_id)
        .where(JoinAsk.id == ask_id, JoinAsk.person_id == person_id)
    ).first()
    if found is None:
        raise NotFoundError
    return found[0], found[1]


def sent_to(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[tuple[JoinAsk, Person, str]]:
    """Return the asks sent to organisations: unanswered first, then those on the list in the order they came."""
    first = case((JoinAsk.status == "sent", 0), (JoinAsk.status == "waiting", 1), else_=2)
    rows = session.execute(
        _whole()
        .where(JoinAsk.organisation_id.in_(list(organisation_ids)), JoinAsk.status != "withdrawn")
        .order_by(first, JoinAsk.id)
        .limit(MOST)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def ask_to(session: Session, *, ask_id: int, organisation_ids: Iterable[int]) -> tuple[JoinAsk, Person, str]:
    """Return one ask sent to one of the organisations, with who asks and the listing's name. Raises NotFoundError."""
    found = session.execute(
        _whole().where(
            JoinAsk.id == ask_id, JoinAsk.organisation_id.in_(list(organisation_ids)), JoinAsk.status != "withdrawn"
        )
    ).first()
    if found is None:
        raise NotFoundError
    return found[0], found[1], found[2]


def _whole() -> Select[tuple[JoinAsk, Person, str]]:
    return (
        select(JoinAsk, Person, Listing.name)
        .join(Person, Person.id == JoinAsk.person_id)
        .join(Listing, Listing.id == JoinAsk.listing_id)
        .options(lazyload(Person.roles))
    )
