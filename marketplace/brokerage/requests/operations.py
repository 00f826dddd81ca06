"""Asking a provider, taking it back, and the provider's no; its yes is in agreements.operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.models import Offer
from marketplace.brokerage.budgets.models import Budget
from marketplace.brokerage.requests import texts
from marketplace.brokerage.requests.models import SupportRequest
from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.organisations.operations import tell_members
from marketplace.people.models import Person
from marketplace.people.preferences.operations import tell


@dataclass(frozen=True)
class Wish:
    """What a person asks for: in their own words, minutes a week, from when, and where."""

    what: str
    weekly_minutes: int
    starts_on: date
    when_words: str = ""
    worker_wish: str = ""
    nation: str = "england-and-wales"
    activity_id: int | None = None


def send(
    session: Session, *, person: Person, offer: Offer, wish: Wish, budget: Budget | None, at: datetime, submit_key: str
) -> SupportRequest:
    """Send a request to the offer's provider, once for each submit key; flushes. Nothing left before this (row K05).

    Raises DomainError when nobody stands behind the offer, or the money is somebody else's.
    """
    found = session.scalar(
        select(SupportRequest).where(SupportRequest.submit_key == submit_key, SupportRequest.person_id == person.id)
    )
    if found is not None:
        return found
    organisation_id = offer.listing.organisation_id
    if organisation_id is None:
        raise DomainError("Nobody answers for this listing here. Ring them instead.")
    if budget is not None and budget.person_id != person.id:
        raise DomainError("That support money is not yours.")
    made = SupportRequest(
        person_id=person.id,
        organisation_id=organisation_id,
        offer_id=offer.id,
        budget_id=budget.id if budget else None,
        activity_id=wish.activity_id,
        what=wish.what,
        when_words=wish.when_words,
        worker_wish=wish.worker_wish,
        weekly_minutes=wish.weekly_minutes,
        starts_on=wish.starts_on,
        nation=wish.nation,
        sent_at=at,
        submit_key=submit_key,
    )
    session.add(made)
    session.flush()
    audit.note(
        session,
        deed="request.sent",
        record=f"request:{made.id}",
        at=at,
        by_person_id=person.id,
        about_person_id=made.person_id,
    )
    tell_members(
        session, organisation_id=organisation_id, role="staff", subject=texts.ASKED, body=texts.ASKED_WORDS, at=at,
        path=f"/provider/requests/{made.id}",
    )  # fmt: skip
    return made


def withdraw(session: Session, *, request: SupportRequest, by_id: int, at: datetime) -> None:
    """Take a request back. Raises DomainError once it was answered."""
    _still_open(request)
    request.status = "withdrawn"
    session.flush()
    audit.note(
        session,
        deed="request.withdrawn",
        record=f"request:{request.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=request.person_id,
    )
    tell_members(
        session, organisation_id=request.organisation_id, role="staff", subject=texts.TAKEN_BACK,
        body=texts.TAKEN_BACK_WORDS, at=at, path="/provider/requests",
    )  # fmt: skip


def decline(session: Session, *, request: SupportRequest, reason: str, by_id: int, at: datetime) -> None:
    """Say no, with a reason the person reads. Raises DomainError once it was answered."""
    answer(session, request=request, status="declined", note=reason, by_id=by_id, at=at)
    path = f"/my/requests/{request.id}"
    tell(session, person_id=request.person_id, subject=texts.ANSWERED, body=texts.NO_WORDS, at=at, path=path)


def answer(session: Session, *, request: SupportRequest, status: str, note: str, by_id: int, at: datetime) -> None:
    """Write the provider's answer down. Raises DomainError once it was answered."""
    _still_open(request)
    request.status = status
    request.answer_note = note
    request.answered_at = at
    request.answered_by_id = by_id
    session.flush()
    audit.note(
        session,
        deed=f"request.{status}",
        record=f"request:{request.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=request.person_id,
    )


def _still_open(request: SupportRequest) -> None:
    if request.status != "sent":
        raise DomainError("This was already answered or taken back.")
