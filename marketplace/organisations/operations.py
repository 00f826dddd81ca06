"""Adding organisations, their members and workers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Membership, Organisation, Worker
from marketplace.organisations.queries import member_ids
from marketplace.people.models import Person
from marketplace.people.preferences.operations import Notice, tell_many

MEMBER_ROLES = ("manager", "staff", "worker", "payer")


def add_organisation(
    session: Session, *, kind: str, name: str, legal_name: str, address: str, at: datetime, **facts: Any
) -> Organisation:
    """Add an organisation with the legal facts an invoice needs. Raises DomainError when the name is taken."""
    if session.scalar(select(Organisation.id).where(Organisation.name == name)):
        raise DomainError("There is already an organisation with that name.")
    made = Organisation(kind=kind, name=name, legal_name=legal_name, address=address, created_at=at, **facts)
    session.add(made)
    session.flush()
    return made


def add_member(session: Session, *, person: Person, organisation: Organisation, role: str, on: date) -> Membership:
    """Let a person act in an organisation from a day: as manager, staff, worker or payer.

    Raises DomainError for any other role, and when the person holds it there already.
    """
    if role not in MEMBER_ROLES:
        raise DomainError(f"An organisation has no role called {role}.")
    if session.scalar(
        select(Membership.id).where(
            Membership.person_id == person.id,
            Membership.organisation_id == organisation.id,
            Membership.role == role,
        )
    ):
        raise DomainError("They already do this for that organisation.")
    made = Membership(person_id=person.id, organisation_id=organisation.id, role=role, starts_on=on)
    session.add(made)
    session.flush()
    return made


def add_worker(
    session: Session, *, organisation: Organisation, first_name: str, person: Person | None = None, **facts: Any
) -> Worker:
    """Add a paid worker, a volunteer or a peer; `person` is who signs in as them, if anyone."""
    made = Worker(
        organisation_id=organisation.id, person_id=person.id if person else None, first_name=first_name, **facts
    )
    session.add(made)
    session.flush()
    return made


def tell_members(
    session: Session, *, organisation_id: int, role: str, subject: str, body: str, at: datetime, path: str
) -> None:
    """Tell everyone who holds a role in an organisation on that day, each the way they like best."""
    found = member_ids(session, organisation_id=organisation_id, role=role, on=london_date(at))
    tell_many(session, notices=[Notice(one, subject, body, path) for one in found], at=at)
