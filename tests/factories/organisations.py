"""Organisations, their members and workers, made through the site's own operations."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from marketplace.organisations.models import Membership, Organisation, Worker
from marketplace.organisations.operations import add_member, add_organisation, add_worker
from marketplace.people.models import Person

_numbers = count(1)


def make_organisation(session: Session, *, at: datetime, kind: str = "provider", **facts: Any) -> Organisation:
    """Add a provider, or a payer of the kind that is named, with a name of its own."""
    name = facts.pop("name", f"Harbour Wellbeing {next(_numbers)}")
    return add_organisation(
        session,
        at=at,
        kind=kind,
        name=name,
        **{"legal_name": f"{name} Ltd", "address": "3 Quay Street, Millbrook", **facts},
    )


def make_member(
    session: Session,
    *,
    person: Person,
    organisation: Organisation,
    role: str = "staff",
    on: date = date(2026, 1, 1),
    until: date | None = None,
) -> Membership:
    """Let a person act in an organisation, until a day if one is given."""
    made = add_member(session, person=person, organisation=organisation, role=role, on=on)
    made.ends_on = until
    session.flush()
    return made


def make_worker(session: Session, *, organisation: Organisation, first_name: str = "Dev", **facts: Any) -> Worker:
    """Add Dev or another worker."""
    return add_worker(session, organisation=organisation, first_name=first_name, **facts)
