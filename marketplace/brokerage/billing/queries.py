"""What a month end is made from: the visits that are not on a bill yet, what they were agreed at, and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from invoices.documents.models import InvoiceLine
from invoices.documents.types import Payer
from marketplace.brokerage.agreements.models import Agreement, AgreementPayer, AgreementPrice
from marketplace.brokerage.visits.models import Visit, VisitRecord
from marketplace.brokerage.visits.rates import DatedRates, Terms, dated_rates
from marketplace.kernel.db import in_parts
from marketplace.organisations.models import Organisation, Worker
from marketplace.people.models import Person

# Columns, not whole records: a month end reads thousands, and the texts of an agreement are long.
_AGREED = (
    Agreement.id, Agreement.organisation_id, Agreement.person_id, Agreement.nation, Agreement.notice_days,
    Agreement.agreed_at,
)  # fmt: skip
_PAYER = (
    AgreementPayer.agreement_id, AgreementPayer.line_kind, AgreementPayer.person_id, AgreementPayer.organisation_id
)  # fmt: skip


class Due(NamedTuple):
    """One visit of which a part may not be billed yet. Times in UTC, as recorded last, else as planned; miles in tenths."""

    visit_id: int
    agreement_id: int
    status: str
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None
    worker: str
    known_as: str
    miles_tenths: int | None
    times_state: str | None
    """What was said of the newest record's times; None when nothing was recorded."""
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


def due_visits(session: Session, *, before: datetime, providers: Collection[int] | None = None) -> list[Due]:
    """Return visits planned to end before a time that are not wholly billed, cancelled ones included, oldest first.

    Those of some providers, or of all.
    The times of a record become lines together, and so do its miles; so one line tells of the whole part.
    """
    first, travel, later = aliased(InvoiceLine), aliased(InvoiceLine), aliased(VisitRecord)
    newest = ~exists().where(later.visit_id == Visit.id, later.version > VisitRecord.version)
    first_part = case((Visit.status == "cancelled", ":late_cancellation:0"), else_=":support:0")
    wanted = (
        select(
            Visit.id, Visit.agreement_id, Visit.status,
            func.coalesce(VisitRecord.started_at, Visit.starts_at), func.coalesce(VisitRecord.ended_at, Visit.ends_at),
            Visit.cancelled_at, Worker.first_name, Person.known_as,
            VisitRecord.miles_tenths, VisitRecord.times_state, VisitRecord.miles_state,
            first.id.is_not(None), travel.id.is_not(None),
        )
        .join(Agreement, Agreement.id == Visit.agreement_id)
        .join(Worker, Worker.id == Visit.worker_id)
        .join(Person, Person.id == Agreement.person_id)
        .outerjoin(VisitRecord, and_(VisitRecord.visit_id == Visit.id, newest))
        .outerjoin(first, first.source == _visit().concat(first_part))
        .outerjoin(travel, travel.source == _visit().concat(":travel"))
        .where(Visit.ends_at <= before)
        .where(or_(first.id.is_(None), and_(travel.id.is_(None), VisitRecord.miles_tenths > 0)))
        .order_by(Visit.starts_at, Visit.id)
    )  # fmt: skip
    if providers is not None:
        wanted = wanted.where(Agreement.organisation_id.in_(list(providers)))
    return [Due._make(row) for row in session.execute(wanted)]


def agreements(session: Session, *, ids: Iterable[int]) -> dict[int, Agreed]:
    """Return agreement → what its bills need, prices and payers included, in three statements."""
    numbers = sorted(set(ids))
    prices: dict[int, list[DatedRates]] = defaultdict(list)
    payers: dict[int, dict[str, Payer]] = defaultdict(dict)
    for some in in_parts(numbers):
        dated = select(AgreementPrice).where(AgreementPrice.agreement_id.in_(some)).order_by(AgreementPrice.valid_from)
        for price in session.scalars(dated):
            prices[price.agreement_id].append(dated_rates(price))
        paying = select(*_PAYER).where(AgreementPayer.agreement_id.in_(some))
        for number, kind, person_id, organisation_id in session.execute(paying).tuples():
            payers[number][kind] = Payer(person_id, organisation_id)
    return {
        number: Agreed(provider_id, person_id, Terms(nation, notice, agreed_at, prices[number]), payers[number])
        for some in in_parts(numbers)
        for number, provider_id, person_id, nation, notice, agreed_at in session.execute(
            select(*_AGREED).where(Agreement.id.in_(some))
        ).tuples()
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


def _visit() -> ColumnElement[str]:
    """Return how pricing begins the source of a visit's lines: "visit:12", and then ":travel"."""
    return literal("visit:").concat(cast(Visit.id, String))
