"""Reading organisations: whose member someone is, and so what they may do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from marketplace.kernel import clock, roles
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import PAYER_KINDS, Membership, Organisation, Worker
from marketplace.people.models import Person

_MEANS = {
    "manager": roles.PROVIDER_MANAGER,
    "staff": roles.PROVIDER_STAFF,
    "worker": roles.WORKER,
    "payer": roles.PAYER,
}


def roles_of(session: Session, *, person: Person) -> frozenset[str]:
    """Return the roles of someone signed in: their own support, memberships in force today, site roles."""
    today = clock.london_date(clock.now())
    held = session.scalars(select(Membership.role).where(*_in_force(person.id, today)))
    return frozenset({roles.PERSON, *(_MEANS[one] for one in held), *(one.name for one in person.roles)})


def organisations_of(session: Session, *, person_id: int, role: str, on: date) -> Sequence[Organisation]:
    """Return the organisations in which someone holds a role ("staff", "worker", "payer") on a day."""
    return session.scalars(
        select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(*_in_force(person_id, on), Membership.role == role)
        .order_by(Organisation.name)
    ).all()


def organisation(session: Session, *, organisation_id: int) -> Organisation:
    """Return an organisation. Raises NotFoundError."""
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NotFoundError
    return found


def member_ids(session: Session, *, organisation_id: int, role: str, on: date) -> Sequence[int]:
    """Return the numbers of the people who hold a role in an organisation on a day."""
    return session.scalars(
        select(Membership.person_id)
        .where(*_on(on), Membership.organisation_id == organisation_id, Membership.role == role)
        .order_by(Membership.person_id)
    ).all()


def workers_of(session: Session, *, organisation_id: int) -> Sequence[Worker]:
    """Return the paid and peer workers of an organisation who can be picked for a visit, by first name."""
    return session.scalars(
        select(Worker)
        .where(Worker.organisation_id == organisation_id, Worker.active, Worker.kind != "volunteer")
        .order_by(Worker.first_name)
    ).all()


def worker_records_of(session: Session, *, person_id: int) -> Sequence[Worker]:
    """Return the worker records that someone signs in as."""
    return session.scalars(select(Worker).where(Worker.person_id == person_id, Worker.active)).all()


def payers(session: Session) -> Sequence[Organisation]:
    """Return the organisations that can pay for someone."""
    return session.scalars(
        select(Organisation).where(Organisation.kind.in_(PAYER_KINDS)).order_by(Organisation.name)
    ).all()


def _in_force(person_id: int, on: date) -> tuple[ColumnElement[bool], ...]:
    return Membership.person_id == person_id, *_on(on)


def _on(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Membership.starts_on <= day,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
    )
