"""Reading lists and shared copies: only one's own, and whatever a link opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.brokerage.shortlists.models import Kept, SharedCopy, Shortlist
from marketplace.brokerage.shortlists.rules import hash_of, is_over, is_token
from marketplace.kernel.errors import NotFoundError

NO_SUCH_LINK = "That link is not here. It may have ended."
NOT_SHARED = "That list is not shared any more. Ask whoever gave you the link for a new one."


@dataclass(frozen=True)
class Whose:
    """Whose list is meant: someone signed in, or a visitor by the secret in their cookie ("" for none yet)."""

    person_id: int | None = None
    key: str = ""


def own_list(session: Session, *, whose: Whose, lock: bool = False) -> Shortlist | None:
    """Return one's own list, or None where nothing was kept yet. `lock`: no one else may change it until the end."""
    if whose.person_id is None and not whose.key:
        return None
    mine = (
        Shortlist.person_id == whose.person_id if whose.person_id is not None else Shortlist.key_hash == hash_of(whose.key)
    )  # fmt: skip
    wanted = select(Shortlist).where(mine)
    return session.scalar(wanted.with_for_update() if lock else wanted)


def things_on(session: Session, *, shortlist: Shortlist | None) -> Sequence[Kept]:
    """Return what is on a list, the first kept first."""
    if shortlist is None:
        return ()
    return session.scalars(select(Kept).where(Kept.shortlist_id == shortlist.id).order_by(Kept.kept_at, Kept.id)).all()


def own_thing(session: Session, *, whose: Whose, listing_id: int) -> Kept:
    """Return one thing on one's own list. Raises NotFoundError."""
    shortlist = own_list(session, whose=whose)
    found = None
    if shortlist is not None:
        found = session.scalar(select(Kept).where(Kept.shortlist_id == shortlist.id, Kept.listing_id == listing_id))
    if found is None:
        raise NotFoundError("That is not on your shortlist.")
    return found


def open_copies(session: Session, *, shortlist: Shortlist | None, at: datetime) -> Sequence[SharedCopy]:
    """Return the copies of a list that somebody can still read, the newest first."""
    if shortlist is None:
        return ()
    return session.scalars(
        select(SharedCopy)
        .where(SharedCopy.shortlist_id == shortlist.id, SharedCopy.stopped_at.is_(None), SharedCopy.ends_at > at)
        .order_by(SharedCopy.id.desc())
    ).all()


def own_copy(session: Session, *, whose: Whose, copy_id: int, at: datetime, lock: bool = False) -> SharedCopy:
    """Return an open copy of one's own list. Raises NotFoundError for somebody else's, and for one that has ended."""
    found = own_copy_or_ended(session, whose=whose, copy_id=copy_id, lock=lock)
    return _open(found, at=at, sentence=NO_SUCH_LINK)


def own_copy_or_ended(session: Session, *, whose: Whose, copy_id: int, lock: bool = False) -> SharedCopy:
    """Return a copy of one's own list, closed or not. Raises NotFoundError for somebody else's."""
    shortlist = own_list(session, whose=whose)
    found = None
    if shortlist is not None:
        wanted = select(SharedCopy).where(SharedCopy.id == copy_id, SharedCopy.shortlist_id == shortlist.id)
        found = session.scalar(wanted.with_for_update() if lock else wanted)
    if found is None:
        raise NotFoundError(NO_SUCH_LINK)
    return found


def copy_by_token(session: Session, *, token: str, at: datetime) -> SharedCopy:
    """Return the open copy that a link leads to. Raises NotFoundError."""
    found = session.scalar(select(SharedCopy).where(SharedCopy.token == token)) if is_token(token) else None
    return _open(found, at=at, sentence=NOT_SHARED)


def _open(found: SharedCopy | None, *, at: datetime, sentence: str) -> SharedCopy:
    if found is None or is_over(ends_at=found.ends_at, stopped_at=found.stopped_at, at=at):
        raise NotFoundError(sentence)
    return found
