"""Names for a month end."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.organisations.models import Organisation
from marketplace.people.models import Person


def names_of_people(session: Session, *, ids: Iterable[int]) -> dict[int, str]:
    """Return person → full name."""
    return dict(session.execute(select(Person.id, Person.full_name).where(Person.id.in_(list(ids)))).tuples().all())


def names_of_organisations(session: Session) -> dict[int, str]:
    """Return organisation → name."""
    return dict(session.execute(select(Organisation.id, Organisation.name)).tuples().all())
