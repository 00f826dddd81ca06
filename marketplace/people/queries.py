"""Reading people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.kernel.errors import NotFoundError
from marketplace.people.models import ActingFor, Person


def person_by_email(session: Session, *, email: str) -> Person | None:
    """Return whoever signs in with an address, however it is capitalised."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def person(session: Session, *, person_id: int) -> Person:
    """Return a person. Raises NotFoundError."""
    found = session.get(Person, person_id)
    if found is None:
        raise NotFoundError
    return found


def acting_for(session: Session, *, helper_id: int, on: date) -> Sequence[tuple[ActingFor, Person]]:
    """Return whom someone may act for on a day, and within what."""
    rows = session.execute(
        select(ActingFor, Person)
        .join(Person, Person.id == ActingFor.person_id)
        .where(ActingFor.helper_id == helper_id, ActingFor.starts_on <= on)
        .where(or_(ActingFor.ends_on.is_(None), ActingFor.ends_on >= on))
        .order_by(Person.known_as)
    )
    return [(row[0], row[1]) for row in rows]
