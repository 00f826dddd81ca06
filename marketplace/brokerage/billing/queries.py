"""What a month end is made from: the visits that are not on a bill yet, what they were agreed at, and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session, aliased, load_only, selectinload

from invoices.documents.models import InvoiceLine
from invoices.documents.types import Payer
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.visits.models import Visit, VisitRecord
from marketplace.brokerage.visits.rates import Terms, terms_of
from marketplace.kernel.db import in_parts
from marketplace.organisations.models import Organisation, Worker
from marketplace.people.models import Person


class Due(NamedTuple):
    """One visit of which a part may not be billed yet: as planned, and as its newest record says it was (None: no record).

    Times in UTC, miles in tenths; `support_billed` and `travel_billed` say what is on an invoice already.
    """

    visit_id: int
    agreement_id: int
    status: str
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None
    worker: str
    known_as: str
    started_at: datetime | None
    ended_at: datetime | None
    miles_tenths: int | None
    times_state: str | None
    miles_state: str | None
    support_billed: bool
    travel_billed: bool


@dataclass(frozen=True)
class Agreed:
    """An agreement as a bill needs it: between whom, at what, and who pays support and who travel."""

    organisation_id: int
    person_id: int
    terms: Terms
    payers: Mapping[str, Payer]


def due_visits(session: Session, *, before: datetime, organisation_id: int | None = None) -> list[Due]:
    """Return visits planned to end before a time that are not wholly billed, cancelled ones included, oldest first.

    The times of a record become lines together, and so do its miles; so one line tells of the whole part.
    """
    support, travel, cancelled = aliased(InvoiceLine), aliased(InvoiceLine), aliased(InvoiceLine)
    version = aliased(VisitRecord)
    newest = select(func.max(version.version)).where(version.visit_id == Visit.id).scalar_subquery()
    wanted: Select[tuple[object, ...]] = (
        select(
            Visit.id, Visit.agreement_id, Visit.status, Visit.starts_at, Visit.ends_at, Visit.cancelled_at,
            Worker.first_name, Person.known_as,
            VisitRecord.started_at, VisitRecord.ended_at, VisitRecord.miles_tenths,
            VisitRecord.times_state, VisitRecord.miles_state,
            support.id.is_not(None), travel.id.is_not(None),
        )
        .join(Agreement, Agreement.id == Visit.agreement_id)
        .join(Worker, Worker.id == Visit.worker_id)
        .join(Person, Person.id == Agreement.person_id)
        .outerjoin(VisitRecord, and_(VisitRecord.visit_id == Visit.id, VisitRecord.version == newest))
        .outerjoin(support, support.source == _source("support:0"))
        .outerjoin(travel, travel.source == _source("travel"))
        .outerjoin(cancelled, cancelled.source == _source("late_cancellation:0"))
        .where(
            Visit.ends_at <= before,
            cancelled.id.is_(None),
            or_(support.id.is_(None), and_(travel.id.is_(None), VisitRecord.miles_tenths > 0)),
        )
        .order_by(Visit.starts_at, Visit.id)
    )  # fmt: skip
    if organisation_id is not None:
        wanted = wanted.where(Agreement.organisation_id == organisation_id)
    rows: Iterable[Row[tuple[object, ...]]] = session.execute(wanted)
    return [Due._make(row) for row in rows]


def agreements(session: Session, *, ids: Iterable[int]) -> dict[int, Agreed]:
    """Return agreement → what its bills need, prices and payers included."""
    columns = (
        Agreement.organisation_id, Agreement.person_id, Agreement.nation, Agreement.notice_days, Agreement.agreed_at
    )  # fmt: skip
    wanted = select(Agreement).options(
        load_only(*columns), selectinload(Agreement.prices), selectinload(Agreement.payers)
    )
    return {
        one.id: Agreed(
            one.organisation_id,
            one.person_id,
            terms_of(one),
            {payer.line_kind: Payer(payer.person_id, payer.organisation_id) for payer in one.payers},
        )
        for some in in_parts(sorted(set(ids)))
        for one in session.scalars(wanted.where(Agreement.id.in_(some)))
    }


def billing_providers(session: Session) -> list[int]:
    """Return every provider that has an agreement with anyone."""
    return list(session.scalars(select(Agreement.organisation_id).distinct()))


def names_of_people(session: Session, *, ids: Iterable[int]) -> dict[int, str]:
    """Return person → full name."""
    return dict(session.execute(select(Person.id, Person.full_name).where(Person.id.in_(list(ids)))).tuples().all())


def names_of_organisations(session: Session) -> dict[int, str]:
    """Return organisation → name."""
    return dict(session.execute(select(Organisation.id, Organisation.name)).tuples().all())


def _source(part: str) -> ColumnElement[str]:
    """Return the source of a part of a visit, as pricing names it: "visit:12:travel"."""
    return literal("visit:").concat(cast(Visit.id, String)).concat(f":{part}")
