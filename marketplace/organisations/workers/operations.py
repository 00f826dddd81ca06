"""Writing down workers and their days off, taking them out; and staff of this site who check what everyone may read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import DaysOff, Organisation, Worker
from marketplace.organisations.operations import tell_members
from marketplace.organisations.workers.rules import NUMBER, any_certificate, days_trouble, facts_of, fingerprint

MOST_DAYS_OFF = 60
ANSWERED = "We looked at what you wrote"
ANSWERED_WORDS = "We have looked at what you wrote of someone in your team. Open it to see what we say."
DECIDED = "Somebody has decided on this already, or they are changing it."
CHANGED = "They changed this since you opened it. Look at it again."


def add_someone(
    session: Session, *, organisation: Organisation, facts: Mapping[str, Any], person_id: int | None, by_id: int,
    at: datetime,
) -> Worker:  # fmt: skip
    """Add a worker, a volunteer or a peer; what everyone may read waits to be checked. Flushes.

    A double press adds one: the very same words are the very same worker. Raises DomainError as `change` does.
    """
    session.execute(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update())
    for one in session.scalars(select(Worker).where(Worker.organisation_id == organisation.id, Worker.active)):
        if one.first_name == facts["first_name"] and facts_of(one) == _as_kept(facts):
            return one
    made = Worker(organisation_id=organisation.id, first_name=facts["first_name"])
    change(session, worker=made, facts=facts, person_id=person_id, by_id=by_id, at=at)
    return made


def change(
    session: Session, *, worker: Worker, facts: Mapping[str, Any], person_id: int | None, by_id: int, at: datetime
) -> None:
    """Keep what is written; what differs from what everyone reads is sent to be checked. Flushes.

    Raises DomainError for what looks like the number of a certificate (rule W6).
    """
    if any_certificate(facts):
        raise DomainError(NUMBER)
    for name, value in facts.items():
        setattr(worker, name, value)
    worker.person_id = person_id
    waits = facts_of(worker) != worker.shown
    worker.sent_at = at if waits else None
    session.add(worker)
    session.flush()
    _note(session, worker, "worker.written", by_id=by_id, at=at)


def set_active(session: Session, *, worker: Worker, active: bool, by_id: int, at: datetime) -> None:
    """Take a worker out, at once, or bring them back. Flushes; a second press changes nothing."""
    if worker.active is active:
        return
    worker.active = active
    session.flush()
    _note(session, worker, "worker.back" if active else "worker.out", by_id=by_id, at=at)


def add_days_off(
    session: Session, *, worker: Worker, starts_on: date, ends_on: date, by_id: int, at: datetime
) -> DaysOff:
    """Write down days on which a worker is away, both ends included; the same days once. Flushes. Raises DomainError."""
    trouble = days_trouble(starts_on=starts_on, ends_on=ends_on)
    if trouble:
        raise DomainError(trouble)
    there = next((one for one in worker.days_off if (one.starts_on, one.ends_on) == (starts_on, ends_on)), None)
    if there is not None:
        return there
    if len(worker.days_off) >= MOST_DAYS_OFF:
        raise DomainError("There are many days off already. Take out some that are over first.")
    made = DaysOff(starts_on=starts_on, ends_on=ends_on)
    worker.days_off.append(made)
    session.flush()
    _note(session, worker, "worker.away", by_id=by_id, at=at)
    return made


def remove_days_off(session: Session, *, days: DaysOff, by_id: int, at: datetime) -> None:
    """Take days off back: the worker can be picked on them again. Flushes."""
    worker = session.get_one(Worker, days.worker_id)
    session.delete(days)
    session.flush()
    _note(session, worker, "worker.away", by_id=by_id, at=at)


def approve(session: Session, *, worker: Worker, seen: str, by_id: int, at: datetime) -> None:
    """Let everyone read what was written. Flushes.

    Raises DomainError when it was decided already, and when it is not any more what whoever decides has seen.
    """
    _still_waits(worker, seen)
    worker.shown = facts_of(worker)
    _decide(session, worker, "worker.approved", "", by_id=by_id, at=at)


def decline(session: Session, *, worker: Worker, seen: str, reason: str, by_id: int, at: datetime) -> None:
    """Say no, with a reason they read; what everyone reads stays as it was. Raises DomainError as `approve` does."""
    _still_waits(worker, seen)
    if not reason:
        raise DomainError("Say why, in a few plain words.")
    _decide(session, worker, "worker.declined", reason, by_id=by_id, at=at)


def _still_waits(worker: Worker, seen: str) -> None:
    if worker.sent_at is None:
        raise DomainError(DECIDED)
    if fingerprint(facts_of(worker)) != seen:
        raise DomainError(CHANGED)


def _decide(session: Session, worker: Worker, deed: str, reason: str, *, by_id: int, at: datetime) -> None:
    worker.sent_at, worker.reason, worker.decided_at, worker.decided_by_id = None, reason, at, by_id
    session.flush()
    _note(session, worker, deed, by_id=by_id, at=at)
    tell_members(
        session, organisation_id=worker.organisation_id, role="staff", subject=ANSWERED, body=ANSWERED_WORDS, at=at,
        path=f"/provider/workers/{worker.id}",
    )  # fmt: skip


def _as_kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}


def _note(session: Session, worker: Worker, deed: str, *, by_id: int, at: datetime) -> None:
    audit.note(session, deed=deed, record=f"worker:{worker.id}", at=at, by_person_id=by_id)
