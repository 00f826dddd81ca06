"""Reading workers: those of one's own organisations, what everyone may read, what waits to be checked, who is away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import DaysOff, Membership, Organisation, Worker
from marketplace.people.models import Person

MOST = 200
MOST_SHOWN = 30


def own_workers(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[Worker]:
    """Return the workers of organisations, those who were taken out last, each with days off and organisation."""
    return session.scalars(
        select(Worker)
        .where(Worker.organisation_id.in_(list(organisation_ids)))
        .options(selectinload(Worker.days_off), joinedload(Worker.organisation))
        .order_by(Worker.active.desc(), Worker.first_name, Worker.id)
        .limit(MOST)
    ).all()


def own_worker(session: Session, *, worker_id: int, organisation_ids: Iterable[int]) -> Worker:
    """Return one worker of someone's own organisations, held until the transaction ends. Raises NotFoundError."""
    found = session.scalar(
        select(Worker)
        .where(Worker.id == worker_id, Worker.organisation_id.in_(list(organisation_ids)))
        .with_for_update()
    )
    if found is None:
        raise NotFoundError
    return found


def own_days_off(session: Session, *, days_id: int, organisation_ids: Iterable[int]) -> DaysOff:
    """Return one row of days off of a worker of someone's own organisations. Raises NotFoundError."""
    found = session.scalar(
        select(DaysOff)
        .join(Worker, Worker.id == DaysOff.worker_id)
        .where(DaysOff.id == days_id, Worker.organisation_id.in_(list(organisation_ids)))
    )
    if found is None:
        raise NotFoundError("Those days are not there any more.")
    return found


def away_on(session: Session, *, worker_id: int, day: date, until: date | None = None) -> DaysOff | None:
    """Return the days off that a worker has on a day, or on any day up to `until`; None when they are there."""
    return session.scalar(
        select(DaysOff)
        .where(DaysOff.worker_id == worker_id, DaysOff.starts_on <= (until or day), DaysOff.ends_on >= day)
        .order_by(DaysOff.starts_on)
        .limit(1)
    )


def shown_workers(session: Session, *, organisation_id: int) -> Sequence[dict[str, Any]]:
    """Return what everyone may read of an organisation's workers: only what was checked, by first name."""
    rows = session.scalars(
        select(Worker.shown)
        .where(Worker.organisation_id == organisation_id, Worker.active, Worker.shown.is_not(None))
        .order_by(Worker.first_name, Worker.id)
        .limit(MOST_SHOWN)
    )
    return [one for one in rows if one]


def sign_ins_for(session: Session, *, organisation_id: int, on: date) -> Sequence[tuple[int, str]]:
    """Return who acts in an organisation as a worker on a day: number and full name, by name."""
    rows = session.execute(
        select(Person.id, Person.full_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, Membership.role == "worker", Membership.starts_on <= on)
        .where(or_(Membership.ends_on.is_(None), Membership.ends_on >= on))
        .order_by(Person.full_name)
    )
    return [(row[0], row[1]) for row in rows]


def waiting(session: Session) -> Sequence[tuple[Worker, Organisation]]:
    """Return whose words wait to be checked, the longest first."""
    rows = session.execute(
        select(Worker, Organisation)
        .join(Organisation, Organisation.id == Worker.organisation_id)
        .where(Worker.sent_at.is_not(None), Worker.active)
        .order_by(Worker.sent_at, Worker.id)
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in rows]


def to_check(session: Session, *, worker_id: int) -> tuple[Worker, Organisation]:
    """Return one worker who was sent to be checked, held so that two who press at once do not both decide.

    Raises NotFoundError for one who never was.
    """
    found = session.scalar(
        select(Worker)
        .where(Worker.id == worker_id, or_(Worker.sent_at.is_not(None), Worker.decided_at.is_not(None)))
        .with_for_update()
    )
    if found is None:
        raise NotFoundError
    return found, session.get_one(Organisation, found.organisation_id)
