"""Reading who may act for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from marketplace.kernel.errors import NotFoundError
from marketplace.people.helping.models import ActingFor, Invitation
from marketplace.people.helping.rules import hash_of
from marketplace.people.models import Person


def acting_for(session: Session, *, helper_id: int, on: date) -> Sequence[tuple[ActingFor, Person]]:
    """Return whom someone may act for on a day, and within what."""
    rows = session.execute(
        select(ActingFor, Person)
        .join(Person, Person.id == ActingFor.person_id)
        .where(ActingFor.helper_id == helper_id, *_in_force(on))
        .order_by(Person.known_as, ActingFor.id)
    )
    return [(row[0], row[1]) for row in rows]


def one_acting_for(session: Session, *, acting_id: int, helper_id: int, on: date) -> tuple[ActingFor, Person] | None:
    """Return one of them, or None when it is not theirs or no longer holds."""
    row = session.execute(
        select(ActingFor, Person)
        .join(Person, Person.id == ActingFor.person_id)
        .where(ActingFor.id == acting_id, ActingFor.helper_id == helper_id, *_in_force(on))
    ).first()
    return (row[0], row[1]) if row else None


def helpers_of(session: Session, *, person_id: int, on: date) -> Sequence[tuple[ActingFor, Person]]:
    """Return who may act for someone on a day or later."""
    rows = session.execute(
        select(ActingFor, Person)
        .join(Person, Person.id == ActingFor.helper_id)
        .where(ActingFor.person_id == person_id, ActingFor.ended_at.is_(None))
        .where(or_(ActingFor.ends_on.is_(None), ActingFor.ends_on >= on))
        .order_by(ActingFor.id)
    )
    return [(row[0], row[1]) for row in rows]


def own_helper(session: Session, *, acting_id: int, person_id: int) -> tuple[ActingFor, Person]:
    """Return one who may act for a person, asked by that person. Raises NotFoundError."""
    row = session.execute(
        select(ActingFor, Person)
        .join(Person, Person.id == ActingFor.helper_id)
        .where(ActingFor.id == acting_id, ActingFor.person_id == person_id)
    ).first()
    if row is None:
        raise NotFoundError
    return row[0], row[1]


def waiting_invitations(session: Session, *, person_id: int, at: datetime) -> Sequence[Invitation]:
    """Return a person's codes that nobody has used yet."""
    return session.scalars(
        select(Invitation).where(Invitation.person_id == person_id, *_open(at)).order_by(Invitation.id)
    ).all()


def own_invitation(session: Session, *, invitation_id: int, person_id: int) -> Invitation:
    """Return one invitation of a person's own. Raises NotFoundError."""
    found = session.scalar(select(Invitation).where(Invitation.id == invitation_id, Invitation.person_id == person_id))
    if found is None:
        raise NotFoundError
    return found


def by_code(session: Session, *, code: str, at: datetime) -> Invitation | None:
    """Return the invitation that a code opens, if it is good now."""
    return session.scalar(select(Invitation).where(Invitation.code_hash == hash_of(code), *_open(at)))


def _in_force(on: date) -> tuple[ColumnElement[bool], ...]:
    return (
        ActingFor.starts_on <= on,
        ActingFor.ended_at.is_(None),
        or_(ActingFor.ends_on.is_(None), ActingFor.ends_on >= on),
    )


def _open(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return Invitation.taken_at.is_(None), Invitation.cancelled_at.is_(None), Invitation.good_until > at
