"""Keeping what someone says about being reached, and reaching them that way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.models import Message
from marketplace.kernel.outbox.operations import write_message
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


def tell(session: Session, *, person: Person, subject: str, body: str, at: datetime, path: str = "") -> Message:
    """Put a message to someone in the outbox, to go the way they like best (row L08). Flushes.

    Where that way has no number or address any more it goes by mail.
    """
    said = preferences_of(session, person_id=person.id)
    way = said.way if said else "email"
    places = {
        "email": person.email,
        "text": person.phone,
        "phone": person.phone,
        "post": ", ".join(part for part in (person.full_name, person.address, person.postcode) if part)
        if person.address
        else "",
    }
    if not places[way]:
        way = "email"
    return write_message(
        session, to=places[way], subject=subject, body=body, at=at, person_id=person.id, way=way,
        greeting=person.known_as, path=path,
    )  # fmt: skip
