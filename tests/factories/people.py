"""People who sign in, made through the site's own operations."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from marketplace.people.models import Person
from marketplace.people.operations import add_person, give_role

PASSWORD = "quiet-river-stones"
_numbers = count(1)


def make_person(
    session: Session, *, at: datetime, known_as: str = "Margaret", site_role: str = "", **facts: str | None
) -> Person:
    """Add Margaret or someone else, each with an address of their own; `site_role` makes them site staff and the like."""
    made = add_person(
        session,
        at=at,
        **{
            "email": f"{known_as.lower()}.{next(_numbers)}@millbrook.example",
            "full_name": f"{known_as} Hale",
            "known_as": known_as,
            "password": PASSWORD,
            "address": "12 Weir Lane, Millbrook",
            "postcode": "MB1 4EF",
            **facts,
        },
    )
    if site_role:
        give_role(session, person=made, role=site_role, at=at)
    return made
