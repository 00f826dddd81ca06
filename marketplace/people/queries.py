"""Reading people."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.errors import NotFoundError
from marketplace.people.models import Person


def person_by_email(session: Session, *, email: str) -> Person | None:
    """Return whoever signs in with an address, however it is capitalised."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def person(session: Session, *, person_id: int) -> Person:
    """Return a person. Raises NotFoundError."""
    found = session.get(Person, person_id)
    if found is None:
        raise NotFoundError
    return found


def names_of(session: Session, *, ids: Iterable[int]) -> dict[int, str]:
    """Return person → full name."""
    return dict(session.execute(select(Person.id, Person.full_name).where(Person.id.in_(list(ids)))).tuples().all())
