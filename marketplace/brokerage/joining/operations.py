"""Asking to join, taking it back, and the answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.models import Listing
from marketplace.brokerage.joining import texts
from marketplace.brokerage.joining.models import JoinAsk
from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.organisations.operations import tell_members
from marketplace.people.preferences.operations import tell

ANSWERS = ("accepted", "waiting", "declined")
OPEN = ("sent", "waiting")


def send(
    session: Session,
    *,
    person_id: int,
    listing: Listing,
    part: str,
    words: str,
    when_words: str,
    at: datetime,
    submit_key: str,
) -> JoinAsk:
    """Ask to join, once for each submit key, and once at a time for each listing; flushes (rows A09, A10).

    Raises DomainError when nobody answers for the listing here, or an earlier ask still waits.
    """
    mine = select(JoinAsk).where(JoinAsk.person_id == person_id)
    if found := session.scalar(mine.where(JoinAsk.submit_key == submit_key)):
        return found
    if listing.organisation_id is None:
        raise DomainError("Nobody answers for this one here. Ring them instead.")
    if session.scalar(mine.where(JoinAsk.listing_id == listing.id, JoinAsk.status.in_(OPEN))):
        raise DomainError("You have asked them already. You can see it under “Groups you asked to join”.")
    made = JoinAsk(
        person_id=person_id, listing_id=listing.id, organisation_id=listing.organisation_id, part=part, words=words,
        when_words=when_words, sent_at=at, submit_key=submit_key,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _note(session, made, "sent", by_id=person_id, at=at)
    tell_members(
        session, organisation_id=made.organisation_id, role="staff", subject=texts.ASKED, body=texts.ASKED_WORDS, at=at,
        path=f"/provider/joining/{made.id}",
    )  # fmt: skip
    return made


def withdraw(session: Session, *, ask: JoinAsk, by_id: int, at: datetime) -> None:
    """Take an ask back; a second press changes nothing. Raises DomainError once it was answered with yes or no."""
    if ask.status == "withdrawn":
        return
    if ask.status not in OPEN:
        raise DomainError("This was already answered.")
    ask.status = "withdrawn"
    session.flush()
    _note(session, ask, "withdrawn", by_id=by_id, at=at)


def answer(session: Session, *, ask: JoinAsk, status: str, note: str, by_id: int, at: datetime) -> None:
    """Say yes, "not yet: you are on the list", or no. One on the list may be answered again (row A11).

    Raises DomainError once it was answered with yes or no, or taken back.
    """
    if ask.status not in OPEN or status not in ANSWERS:
        raise DomainError("This was already answered or taken back.")
    ask.status, ask.answer_note, ask.answered_at, ask.answered_by_id = status, note, at, by_id
    session.flush()
    _note(session, ask, status, by_id=by_id, at=at)
    path = f"/my/joining/{ask.id}"
    tell(session, person_id=ask.person_id, subject=texts.ANSWERED, body=texts.ANSWERED_WORDS, at=at, path=path)


def _note(session: Session, ask: JoinAsk, deed: str, *, by_id: int, at: datetime) -> None:
    audit.note(
        session,
        deed=f"joining.{deed}",
        record=f"joining:{ask.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=ask.person_id,
    )
