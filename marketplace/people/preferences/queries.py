"""Reading what someone said about being reached."""

from __future__ import annotations

from sqlalchemy.orm import Session

from marketplace.people.preferences.models import Preferences


def preferences_of(session: Session, *, person_id: int) -> Preferences | None:
    """Return what a person said, or None where they said nothing yet."""
    return session.get(Preferences, person_id)


def wants_large_print(session: Session, *, person_id: int) -> bool:
    """Say whether letters and bills to someone are to be in large print."""
    said = preferences_of(session, person_id=person_id)
    return said is not None and "large_print" in said.needs
