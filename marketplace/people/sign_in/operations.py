"""Starting, seeing and ending sign-ins; making people who register."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.people.sign_in.models import SignIn
from marketplace.people.sign_in.rules import SEEN_EVERY, hash_of


def start(session: Session, *, person_id: int, device: str, at: datetime) -> str:
    """Write down that someone signed in on a device; return the key for their cookie. Flushes."""
    key = secrets.token_urlsafe(32)
    session.add(SignIn(person_id=person_id, key_hash=hash_of(key), device=device, started_at=at, seen_at=at))
    session.flush()
    audit.note(
        session, deed="sign_in.started", record=f"person:{person_id}", at=at, by_person_id=person_id,
        about_person_id=person_id,
    )  # fmt: skip
    return key


def seen(session: Session, *, sign_in: SignIn, at: datetime) -> bool:
    """Note that a device was used; say whether anything had to be written (once in ten minutes)."""
    if at - sign_in.seen_at < SEEN_EVERY:
        return False
    sign_in.seen_at = at
    session.flush()
    return True


def end(session: Session, *, sign_in: SignIn, how: str, at: datetime) -> None:
    """End one sign-in; ending it twice changes nothing. `how`: left, here, elsewhere or password."""
    if sign_in.ended_at is None:
        sign_in.ended_at, sign_in.ended_how = at, how
        session.flush()
        audit.note(
            session, deed="sign_in.ended", record=f"person:{sign_in.person_id}", at=at,
            by_person_id=sign_in.person_id, about_person_id=sign_in.person_id,
        )  # fmt: skip


def end_others(session: Session, *, person_id: int, but_key: str, how: str, at: datetime) -> int:
    """End every sign-in of a person but the one of a cookie's key ("": all of them); return how many ended."""
    open_ones = session.scalars(
        select(SignIn).where(
            SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.key_hash != hash_of(but_key)
        )
    ).all()
    for one in open_ones:
        end(session, sign_in=one, how=how, at=at)
    return len(open_ones)
