"""Changing the table of words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from search.synonyms import shipped
from search.words.models import KeptMeaning

MOST = 60
"""Phrases on each side of a row: more would find everything."""


def save(session: Session, *, key: str, said: Sequence[str], means: Sequence[str], by_id: int, at: datetime) -> str:
    """Keep a row: a new one where `key` is "", else in place of the one with that key. Return its key; flushes.

    Raises DomainError where a side is empty or too long, and where a new row begins with what another begins with.
    """
    said, means = _tidy(said), _tidy(means)
    if not said or not means:
        raise DomainError("Write at least one thing people say, and one that listings say.")
    if len(said) > MOST or len(means) > MOST:
        raise DomainError(f"Keep each side to {MOST} at most: more would find everything.")
    if not key and (said[0] in {one.key for one in shipped()} or _kept(session, said[0]) is not None):
        raise DomainError(f"There is a row for “{said[0]}” already. Change that one.")
    return _keep(session, key=key or said[0], said=said, means=means, off=False, by_id=by_id, at=at)


def switch_off(session: Session, *, key: str, by_id: int, at: datetime) -> None:
    """Stop using a row; it can be saved again. Raises DomainError for one that is not there."""
    kept, ours = _kept(session, key), next((one for one in shipped() if one.key == key), None)
    if kept is None and ours is None:
        raise DomainError("There is no such row.")
    said, means = (kept.said, kept.means) if kept else (list(ours.said), list(ours.means)) if ours else ([], [])
    _keep(session, key=key, said=said, means=means, off=True, by_id=by_id, at=at)


def _keep(
    session: Session, *, key: str, said: Sequence[str], means: Sequence[str], off: bool, by_id: int, at: datetime
) -> str:
    row = _kept(session, key) or KeptMeaning(key=key)
    row.revision = (row.revision or 0) + 1
    row.said, row.means, row.off = list(said), list(means), off
    row.changed_at, row.changed_by_id = at, by_id
    session.add(row)
    session.flush()
    audit.note(session, deed="words.changed", record=f"meaning:{row.id}", at=at, by_person_id=by_id)
    return key


def _kept(session: Session, key: str) -> KeptMeaning | None:
    return session.scalar(select(KeptMeaning).where(KeptMeaning.key == key))


def _tidy(phrases: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(one.lower().split())[:60] for one in phrases if one.strip()))
