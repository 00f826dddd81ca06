"""Adding people and giving site roles."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.people.models import Person, SiteRole
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
    audit.note(
        session, deed="person.added", record=f"person:{person.id}", at=at, by_person_id=None, about_person_id=person.id
    )
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
    audit.note(
        session, deed=f"role.{role}", record=f"person:{person.id}", at=at, by_person_id=None, about_person_id=person.id
    )


def change_about(
    session: Session,
    *,
    person: Person,
    known_as: str,
    full_name: str,
    phone: str,
    address: str,
    postcode: str,
    at: datetime,
) -> None:
    """Change what a person is called and where they are reached; flushes. Invoices already sent stay as they are."""
    person.known_as, person.full_name, person.phone = known_as, full_name, phone
    person.address, person.postcode = address, postcode
    session.flush()
    audit.note(
        session, deed="person.changed", record=f"person:{person.id}", at=at, by_person_id=person.id,
        about_person_id=person.id,
    )  # fmt: skip
