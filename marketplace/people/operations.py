"""Adding people, giving site roles, and letting one person act for another."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.people.models import ActingFor, Person, SiteRole
from marketplace.people.passwords import hashed
from marketplace.people.queries import person_by_email

SITE_ROLES = ("site_staff", "key_worker", "commissioner")


def add_person(
    session: Session,
    *,
    email: str,
    full_name: str,
    known_as: str,
    password: str | None,
    at: datetime,
    phone: str = "",
    address: str = "",
    postcode: str = "",
) -> Person:
    """Add someone who can sign in; flushes. Raises DomainError when the address is already in use."""
    email = email.strip().lower()
    if person_by_email(session, email=email) is not None:
        raise DomainError("Someone already signs in with that email address.")
    person = Person(
        email=email,
        full_name=full_name,
        known_as=known_as,
        password=hashed(password) if password else None,
        phone=phone,
        address=address,
        postcode=postcode,
        active=True,
        confirmed_at=at,
        fs_uniquifier=secrets.token_hex(32),
        created_at=at,
    )
    session.add(person)
    session.flush()
    audit.note(session, deed="person.added", record=f"person:{person.id}", at=at, by_person_id=None)
    return person


def give_role(session: Session, *, person: Person, role: str, at: datetime) -> None:
    """Give a person a role of the site's own. Raises DomainError for any other."""
    if role not in SITE_ROLES:
        raise DomainError(f"The site gives no role called {role}.")
    found = session.scalar(select(SiteRole).where(SiteRole.name == role))
    if found is None:
        found = SiteRole(name=role)
        session.add(found)
    if found not in person.roles:
        person.roles.append(found)
    session.flush()
    audit.note(session, deed=f"role.{role}", record=f"person:{person.id}", at=at, by_person_id=None)


def let_act_for(  # noqa: PLR0913 - each limit is named
    session: Session,
    *,
    person: Person,
    helper: Person,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    at: datetime,
    may_see: bool = True,
    may_buy: bool = False,
    may_pay: bool = False,
) -> ActingFor:
    """Let one person act for another within limits and dates (rules G5, K04).

    Raises DomainError for acting for oneself, or for an end before the start.
    """
    if person.id == helper.id:
        raise DomainError("Choose someone else to help.")
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("The last day cannot be before the first.")
    acting = ActingFor(
        person_id=person.id,
        helper_id=helper.id,
        kind=kind,
        may_see=may_see,
        may_buy=may_buy,
        may_pay=may_pay,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    session.add(acting)
    session.flush()
    audit.note(session, deed="acting.allowed", record=f"person:{person.id}", at=at, by_person_id=person.id)
    return acting
