"""Reading who acts in an organisation, and the links that were sent to colleagues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, lazyload

from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.colleagues.rules import ROLES, WRONG, hash_of
from marketplace.organisations.models import ColleagueInvite, Membership, Organisation
from marketplace.people.models import Person


def colleagues_of(
    session: Session, *, organisation_ids: Iterable[int], on: date
) -> Sequence[tuple[Membership, Person]]:
    """Return who acts in organisations on a day and as what, by name."""
    rows = session.execute(
        select(Membership, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id.in_(list(organisation_ids)), Membership.role.in_(ROLES), *_in_force(on))
        .order_by(Person.full_name, Membership.id)
        .options(lazyload(Person.roles))
    )
    return [(row[0], row[1]) for row in rows]


def own_member(
    session: Session, *, membership_id: int, organisation_ids: Iterable[int], on: date
) -> tuple[Membership, Person, Organisation]:
    """Return one place that someone holds on a day in one of some organisations. Raises NotFoundError."""
    row = session.execute(
        select(Membership, Person, Organisation)
        .join(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.id == membership_id, Membership.organisation_id.in_(list(organisation_ids)))
        .where(Membership.role.in_(ROLES), *_in_force(on))
    ).first()
    if row is None:
        raise NotFoundError("They do not do this any more, or never did.")
    return row[0], row[1], row[2]


def managers_held(session: Session, *, organisation_id: int, on: date) -> Sequence[int]:
    """Return the people who manage an organisation on a day, their places held: two who end one another wait."""
    held = (
        select(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.role == "manager", *_in_force(on))
        .order_by(Membership.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return [one.person_id for one in session.scalars(held)]


def holds(session: Session, *, email: str, organisation_id: int, role: str, on: date) -> bool:
    """Say whether whoever signs in with an address acts in an organisation as something on a day."""
    found = (
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == email, Membership.organisation_id == organisation_id, Membership.role == role)
        .where(*_in_force(on))
    )
    return session.scalar(found) is not None


def open_invites(session: Session, *, organisation_ids: Iterable[int], at: datetime) -> Sequence[ColleagueInvite]:
    """Return the links that still work, oldest first."""
    return session.scalars(
        select(ColleagueInvite)
        .where(ColleagueInvite.organisation_id.in_(list(organisation_ids)), *_open(at))
        .order_by(ColleagueInvite.id)
    ).all()


def own_invite(session: Session, *, invite_id: int, organisation_ids: Iterable[int]) -> ColleagueInvite:
    """Return one link of someone's own organisations, held. Raises NotFoundError."""
    found = session.scalar(
        select(ColleagueInvite)
        .where(ColleagueInvite.id == invite_id, ColleagueInvite.organisation_id.in_(list(organisation_ids)))
        .with_for_update()
    )
    if found is None:
        raise NotFoundError
    return found


def by_token(session: Session, *, token: str) -> tuple[ColleagueInvite, Organisation]:
    """Return the invite that a link opens, in any state, held so that it is used once. Raises NotFoundError."""
    row = session.execute(
        select(ColleagueInvite, Organisation)
        .join(Organisation, Organisation.id == ColleagueInvite.organisation_id)
        .where(ColleagueInvite.token_hash == hash_of(token))
        .with_for_update(of=ColleagueInvite)
    ).first()
    if row is None:
        raise NotFoundError(WRONG)
    return row[0], row[1]


def _in_force(on: date) -> tuple[ColumnElement[bool], ...]:
    return Membership.starts_on <= on, or_(Membership.ends_on.is_(None), Membership.ends_on >= on)


def _open(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return ColleagueInvite.taken_at.is_(None), ColleagueInvite.cancelled_at.is_(None), ColleagueInvite.good_until > at
