"""Reading sign-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.errors import NotFoundError
from marketplace.people.sign_in.models import SignIn
from marketplace.people.sign_in.rules import LONGEST, UNUSED, hash_of, is_over


def in_force(session: Session, *, key: str, person_id: int, at: datetime) -> SignIn | None:
    """Return the sign-in that a cookie's key stands for, if it is this person's and still holds."""
    found = session.scalar(select(SignIn).where(SignIn.key_hash == hash_of(key), SignIn.person_id == person_id))
    if found is None:
        return None
    over = is_over(started_at=found.started_at, seen_at=found.seen_at, ended_at=found.ended_at, at=at)
    return None if over else found


def by_key(session: Session, *, key: str) -> SignIn | None:
    """Return the sign-in that a cookie's key stands for, whether or not it still holds."""
    return session.scalar(select(SignIn).where(SignIn.key_hash == hash_of(key)))


def open_ones(session: Session, *, person_id: int, at: datetime) -> Sequence[SignIn]:
    """Return where someone is signed in now, last used first."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
        .where(SignIn.seen_at >= at - UNUSED, SignIn.started_at >= at - LONGEST)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    ).all()


def own(session: Session, *, sign_in_id: int, person_id: int) -> SignIn:
    """Return one sign-in of a person's own. Raises NotFoundError."""
    found = session.scalar(select(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person_id))
    if found is None:
        raise NotFoundError
    return found
