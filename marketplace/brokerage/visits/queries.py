"""Reading visits: a person's own, a worker's own, or those of one's own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, lazyload, selectinload

from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.visits.models import Visit, VisitRecord
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Worker
from marketplace.people.models import Person


@dataclass(frozen=True)
class Seen:
    """A visit with its agreement, its worker and the person it is for."""

    visit: Visit
    agreement: Agreement
    worker: Worker
    person: Person


def own_visits(session: Session, *, person_id: int) -> Sequence[Seen]:
    """Return all visits of a person, soonest last."""
    return _many(session, _wanted().where(Agreement.person_id == person_id))


def own_open_visits(session: Session, *, person_id: int, at: datetime) -> Sequence[Seen]:
    """Return a person's visits that are still to come at a time or wait for their yes, soonest first; without prices."""
    waiting = or_(VisitRecord.times_state == "waiting", VisitRecord.miles_state == "waiting")
    wanted = (
        _joined()
        .where(Agreement.person_id == person_id, Visit.status != "cancelled")
        .where(or_(Visit.ends_at > at, Visit.records.any(waiting)))
        .options(selectinload(Visit.records))
    )
    return _many(session, wanted)


def own_visit(session: Session, *, visit_id: int, person_id: int) -> Seen:
    """Return one visit of a person's own. Raises NotFoundError."""
    return _one(session, _wanted().where(Visit.id == visit_id, Agreement.person_id == person_id))


def worker_visits(session: Session, *, worker_ids: Iterable[int]) -> Sequence[Seen]:
    """Return the visits of someone's own worker records; never another worker's people."""
    return _many(session, _wanted().where(Visit.worker_id.in_(list(worker_ids)), Visit.status != "cancelled"))


def worker_visit(session: Session, *, visit_id: int, worker_ids: Iterable[int]) -> Seen:
    """Return one visit of someone's own worker records. Raises NotFoundError."""
    return _one(session, _wanted().where(Visit.id == visit_id, Visit.worker_id.in_(list(worker_ids))))


def provider_visits(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[Seen]:
    """Return the visits of providers."""
    return _many(session, _wanted().where(Agreement.organisation_id.in_(list(organisation_ids))))


def clashes(session: Session, *, worker_id: int, start: datetime, end: datetime) -> bool:
    """Say whether a worker already has a visit at some of that time."""
    found = session.scalar(
        select(Visit.id)
        .where(Visit.worker_id == worker_id, Visit.status == "planned", Visit.starts_at < end, Visit.ends_at > start)
        .limit(1)
    )
    return found is not None


def _wanted() -> Select[tuple[Visit, Agreement, Worker, Person]]:
    whole = (selectinload(Visit.records), selectinload(Agreement.prices), selectinload(Agreement.payers))
    return _joined().options(*whole)


def _joined() -> Select[tuple[Visit, Agreement, Worker, Person]]:
    return (
        select(Visit, Agreement, Worker, Person)
        .join(Agreement, Agreement.id == Visit.agreement_id)
        .join(Worker, Worker.id == Visit.worker_id)
        .join(Person, Person.id == Agreement.person_id)
        .order_by(Visit.starts_at, Visit.id)
        .options(lazyload(Person.roles))  # what someone may do on the site is nothing to a visit
    )


def _many(session: Session, wanted: Select[tuple[Visit, Agreement, Worker, Person]]) -> list[Seen]:
    return [Seen(*row) for row in session.execute(wanted)]


def _one(session: Session, wanted: Select[tuple[Visit, Agreement, Worker, Person]]) -> Seen:
    row = session.execute(wanted).first()
    if row is None:
        raise NotFoundError
    return Seen(*row)
