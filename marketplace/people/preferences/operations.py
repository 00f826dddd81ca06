"""Keeping what someone says about being reached, and reaching them that way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, lazyload

from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import in_parts
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.operations import Draft, write_many
from marketplace.people.models import Person
from marketplace.people.preferences.models import Preferences
from marketplace.people.preferences.queries import preferences_of

ASK_AGAIN = timedelta(days=365)


@dataclass(frozen=True)
class Said:
    """What someone says: how to reach them and when, and the help they need to communicate."""

    way: str = "email"
    best_time: str = ""
    needs: tuple[str, ...] = ()
    language: str = ""
    other_help: str = ""


def save(session: Session, *, person: Person, said: Said, at: datetime) -> Preferences:
    """Keep what someone says; flushes. Raises DomainError where the way needs a number or an address that is not there."""
    if said.way in {"text", "phone"} and not person.phone:
        raise DomainError("Give us your phone number first, so that we can reach you that way.")
    if said.way == "post" and not person.address:
        raise DomainError("Give us your address first, so that letters can reach you.")
    row = preferences_of(session, person_id=person.id) or Preferences(person_id=person.id)
    row.way, row.best_time, row.needs = said.way, said.best_time, list(said.needs)
    row.language, row.other_help = said.language, said.other_help
    row.said_at, row.ask_again_on = at, london_date(at) + ASK_AGAIN
    session.add(row)
    session.flush()
    audit.note(
        session, deed="preferences.changed", record=f"person:{person.id}", at=at, by_person_id=person.id,
        about_person_id=person.id,
    )  # fmt: skip
    return row


@dataclass(frozen=True)
class Notice:
    """What someone is to be told: subject, words, and the page it leads to."""

    person_id: int
    subject: str
    body: str
    path: str = ""


def tell(session: Session, *, person_id: int, subject: str, body: str, at: datetime, path: str = "") -> None:
    """Put a message to someone in the outbox, as `tell_many` does."""
    tell_many(session, notices=[Notice(person_id, subject, body, path)], at=at)


def tell_many(session: Session, *, notices: Sequence[Notice], at: datetime) -> None:
    """Put messages in the outbox, each to go the way its person likes best (row L08), in a few statements.

    Where that way has no number or address any more it goes by mail.
    """
    session.flush()
    reached: dict[int, tuple[Person, str | None]] = {}
    for some in in_parts(sorted({one.person_id for one in notices})):
        reached |= {one.id: (one, way) for one, way in session.execute(_reached_by(some))}
    drafts = []
    for one in notices:
        person, said = reached[one.person_id]
        way, place = _place(person, said or "email")
        drafts.append(Draft(one.person_id, way, place, person.known_as, one.subject, one.body, one.path))
    write_many(session, drafts=drafts, at=at)


def _reached_by(person_ids: Sequence[int]) -> Select[tuple[Person, str]]:
    return (
        select(Person, Preferences.way)
        .join(Preferences, Preferences.person_id == Person.id, isouter=True)
        .where(Person.id.in_(person_ids))
        .options(lazyload(Person.roles))
    )


def _place(person: Person, way: str) -> tuple[str, str]:
    places = {
        "email": person.email,
        "text": person.phone,
        "phone": person.phone,
        "post": ", ".join(part for part in (person.full_name, person.address, person.postcode) if part)
        if person.address
        else "",
    }
    return (way, places[way]) if places[way] else ("email", person.email)
