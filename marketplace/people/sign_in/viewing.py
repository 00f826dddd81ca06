"""The sign-in of this request: looked up once for each request, ended when someone leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import current_app, g, request
from flask import session as cookie
from sqlalchemy.exc import SQLAlchemyError

from marketplace.kernel import clock
from marketplace.kernel.session import db, release
from marketplace.people.sign_in import operations, queries
from marketplace.people.sign_in.rules import SEEN_EVERY, device_words

if TYPE_CHECKING:
    from flask import Response

    from marketplace.people.models import Person

KEY = "sign_in"


@dataclass(frozen=True)
class Here:
    """The sign-in of this request: its number, and when it was last seen (UTC, within ten minutes)."""

    id: int
    seen_at: datetime


def holds(person: Person) -> bool:
    """Say whether the cookie of this request belongs to a sign-in of this person that still holds."""
    kept = key()
    found = queries.in_force(db(), key=kept, person_id=person.id, at=clock.now()) if kept else None
    # The facts, not the row: a request that is rolled back takes its rows with it.
    g.sign_in = Here(found.id, found.seen_at) if found else None
    return found is not None


def current() -> Here | None:
    """Return the sign-in of this request, if someone is signed in."""
    found: Here | None = g.get("sign_in")
    return found


def key() -> str:
    """Return the key in the cookie of this request, or ""."""
    return str(cookie.get(KEY) or "")


def begin(person: Person) -> None:
    """Start a sign-in for someone who has just shown who they are, and give their cookie its key."""
    agent = request.headers.get("User-Agent", "")
    cookie[KEY] = operations.start(db(), person_id=person.id, device=device_words(agent), at=clock.now())
    g.sign_in = None


def leave(how: str = "left") -> None:
    """End the sign-in of this request in a transaction of its own; a database that does not answer stops nobody leaving."""
    kept = str(cookie.pop(KEY, None) or "")
    if not kept:
        return
    release()
    try:
        with current_app.extensions["kith_sessions"]() as session:
            found = queries.by_key(session, key=kept)
            if found is not None:
                operations.end(session, sign_in=found, how=how, at=clock.now())
                session.commit()
    except SQLAlchemyError:
        current_app.logger.warning("a sign-in could not be ended: the database does not answer")


def note_seen(response: Response) -> Response:
    """Write now and then that a device is in use, apart from what the request itself does."""
    found = current()
    if found is not None and clock.now() - found.seen_at >= SEEN_EVERY and key():
        _write_seen(key())
    return response


def _write_seen(kept: str) -> None:
    release()
    try:
        with current_app.extensions["kith_sessions"]() as session:
            found = queries.by_key(session, key=kept)
            if found is not None and operations.seen(session, sign_in=found, at=clock.now()):
                session.commit()
    except SQLAlchemyError:
        current_app.logger.warning("a sign-in could not be brought up to date")


def only_while_it_holds(find: Any) -> Any:
    """Return a finder of people (by the number in the cookie) that finds only those whose sign-in holds."""

    def found(number: str) -> Person | None:
        person: Person | None = find(number)
        return person if person is not None and holds(person) else None

    return found
