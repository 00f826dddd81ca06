"""Putting things aside, notes, one list from two at signing in, and copies for others."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from listings.queries import live_listing
from marketplace.brokerage.shortlists import texts
from marketplace.brokerage.shortlists.models import Kept, SharedCopy, Shortlist
from marketplace.brokerage.shortlists.queries import Whose, open_copies, own_list, own_thing, things_on
from marketplace.brokerage.shortlists.rules import (
    FORGOTTEN_AFTER,
    MOST_COPIES,
    MOST_NOTE,
    MOST_SENT,
    MOST_THINGS,
    SHARED_FOR,
    hash_of,
    joined_notes,
)
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.operations import write_message


def keep(session: Session, *, whose: Whose, listing_id: int, at: datetime) -> str:
    """Put a live listing on one's list and return its name; twice keeps it once. Flushes.

    Raises NotFoundError for a listing that is not there, DomainError where the list is full.
    """
    name = live_listing(session, listing_id=listing_id).name
    shortlist = own_list(session, whose=whose, lock=True) or _begin(session, whose=whose, at=at)
    kept = things_on(session, shortlist=shortlist)
    if any(one.listing_id == listing_id for one in kept):
        return name
    if len(kept) >= MOST_THINGS:
        raise DomainError(f"Your shortlist holds {MOST_THINGS} things, and it is full. Take one off first.")
    session.add(Kept(shortlist_id=shortlist.id, listing_id=listing_id, note="", kept_at=at))
    shortlist.changed_at = at
    session.flush()
    return name


def take_off(session: Session, *, whose: Whose, listing_id: int, at: datetime) -> None:
    """Take a listing off one's list, its note too; what is not on it is off it already."""
    shortlist = own_list(session, whose=whose, lock=True)
    if shortlist is not None:
        session.execute(delete(Kept).where(Kept.shortlist_id == shortlist.id, Kept.listing_id == listing_id))
        shortlist.changed_at = at
        session.flush()


def write_note(session: Session, *, whose: Whose, listing_id: int, note: str, at: datetime) -> None:
    """Keep one's own words on a thing ("" takes them away). Raises NotFoundError, and DomainError for a long note."""
    if len(note) > MOST_NOTE:
        raise DomainError(f"Use {MOST_NOTE} letters at most.")
    shortlist = own_list(session, whose=whose, lock=True)
    own_thing(session, whose=whose, listing_id=listing_id).note = note
    if shortlist is not None:
        shortlist.changed_at = at
    session.flush()


def make_own(session: Session, *, key: str, person_id: int, at: datetime) -> int:
    """Give a visitor's list to someone who has signed in, together with what they had; its secret opens nothing more.

    Return how many things found no room. Flushes.
    """
    brought = own_list(session, whose=Whose(key=key), lock=True)
    if brought is None:
        return 0
    theirs = own_list(session, whose=Whose(person_id=person_id), lock=True)
    if theirs is None:
        brought.key_hash, brought.person_id, brought.changed_at = None, person_id, at
        session.flush()
        return 0
    left = _bring_together(session, brought=brought, theirs=theirs)
    for copy in open_copies(session, shortlist=brought, at=at):
        copy.shortlist_id = theirs.id
    theirs.changed_at = at
    session.flush()
    session.execute(delete(Shortlist).where(Shortlist.id == brought.id))
    return left


def share(
    session: Session,
    *,
    whose: Whose,
    things: Sequence[dict[str, Any]],
    with_notes: bool,
    submit_key: str,
    at: datetime,
) -> SharedCopy:
    """Make a copy of one's list that whoever has the link may read for 90 days; the same submit key makes it once.

    `things` are the facts as they are shown now (presenters.frozen). Raises DomainError for an empty list, or too many
    copies. Flushes.
    """
    shortlist = own_list(session, whose=whose, lock=True)
    if shortlist is None or not things:
        raise DomainError("There is nothing on your shortlist to share yet.")
    key = hash_of(f"{shortlist.id} {submit_key}")
    made = session.scalar(select(SharedCopy).where(SharedCopy.submit_key == key))
    if made is not None and made.stopped_at is None:
        return made
    if made is not None:
        raise DomainError("You have stopped that link. Open the page again to make a new one.")
    if len(open_copies(session, shortlist=shortlist, at=at)) >= MOST_COPIES:
        raise DomainError(f"You have {MOST_COPIES} links already. Stop one of them first.")
    session.execute(delete(SharedCopy).where(SharedCopy.ends_at <= at))
    made = SharedCopy(
        shortlist_id=shortlist.id, token=secrets.token_urlsafe(24), submit_key=key, with_notes=with_notes,
        facts={"things": list(things)}, sent_keys=[], made_at=at, ends_at=at + SHARED_FOR,
    )  # fmt: skip
    shortlist.changed_at = at
    session.add(made)
    session.flush()
    return made


def stop(session: Session, *, copy: SharedCopy, at: datetime) -> None:
    """Close a copy at once: its link opens nothing any more, and what it held is wiped. Twice changes nothing."""
    if copy.stopped_at is not None:
        return
    copy.stopped_at, copy.facts = at, {"things": []}
    session.flush()


def send(session: Session, *, copy: SharedCopy, way: str, to: str, submit_key: str, at: datetime) -> None:
    """Send the link of a copy by "email" or "text"; the same submit key sends it once. Where to is not kept beside it.

    Raises DomainError once it has been sent very often.
    """
    key = hash_of(submit_key)
    if key in copy.sent_keys:
        return
    if len(copy.sent_keys) >= MOST_SENT:
        raise DomainError(f"This link was sent {MOST_SENT} times already. Give it to them another way.")
    copy.sent_keys = [*copy.sent_keys, key]
    session.flush()
    write_message(
        session, to=to, way=way, subject=texts.SUBJECT, body=texts.body(ends_at=copy.ends_at), at=at,
        path=f"/shared/{copy.token}", secret=True,
    )  # fmt: skip


def _begin(session: Session, *, whose: Whose, at: datetime) -> Shortlist:
    """Start a list, and let go of those of visitors that nobody has changed for a long time."""
    session.execute(
        delete(Shortlist).where(Shortlist.person_id.is_(None), Shortlist.changed_at <= at - FORGOTTEN_AFTER)
    )
    key_hash = hash_of(whose.key) if whose.person_id is None else None
    made = Shortlist(key_hash=key_hash, person_id=whose.person_id, made_at=at, changed_at=at)
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:
        # A second press, or another tab, began it in the same moment.
        there = own_list(session, whose=whose, lock=True)
        if there is None:
            raise DomainError("Your list could not be opened. Press once more.") from None
        return there
    return made


def _bring_together(session: Session, *, brought: Shortlist, theirs: Shortlist) -> int:
    """Move things from one list to another, notes too; return how many found no room."""
    there = {one.listing_id: one for one in things_on(session, shortlist=theirs)}
    left = 0
    for one in things_on(session, shortlist=brought):
        same = there.get(one.listing_id)
        if same is not None:
            same.note = joined_notes(same.note, one.note)
        elif len(there) < MOST_THINGS:
            one.shortlist_id = theirs.id
            there[one.listing_id] = one
        else:
            left += 1
    return left
