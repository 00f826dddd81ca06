"""Issuing an invoice: the next number, a frozen copy of everything on it, and its entry in the books, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from invoices.documents.models import Invoice, InvoiceLine, NumberSeries
from invoices.documents.rules import bank_reference, invoice_number, owed_code
from invoices.documents.types import LineToBill, Payer
from invoices.ledger.operations import post
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person


def issue(
    session: Session,
    *,
    organisation: Organisation,
    person: Person,
    payer: Payer,
    month: date,
    lines: Sequence[LineToBill],
    at: datetime,
    by_id: int | None = None,
) -> Invoice:
    """Issue one invoice: one person, one payer, one provider (section 0 point 3; rule T1). `month` is its first day.

    Raises DomainError when there is nothing on it, when a line was billed before, or when the provider's facts that an
    invoice must carry are missing.
    """
    if not lines:
        raise DomainError("An invoice needs at least one line.")
    if not organisation.invoice_prefix or not organisation.address:
        raise DomainError(f"{organisation.name} needs an address and letters for its invoice numbers first.")
    _refuse_twice(session, lines)
    series = _next_number(session, organisation)
    today = london_date(at)
    made = Invoice(
        organisation_id=organisation.id,
        person_id=person.id,
        payer_person_id=payer.person_id,
        payer_organisation_id=payer.organisation_id,
        series_number=series,
        number=invoice_number(organisation.invoice_prefix, series),
        reference=bank_reference(organisation.invoice_prefix, series),
        month=month,
        issued_on=today,
        issued_at=at,
        pay_by=today + timedelta(days=organisation.pay_within_days),
        total_pence=sum(line.pence for line in lines),
        parties=_parties(session, organisation, person, payer),
    )
    made.lines = [
        InvoiceLine(
            position=position,
            source=line.source,
            kind=line.kind,
            happened_on=line.happened_on,
            words=line.words,
            holiday=line.holiday,
            why=line.why,
            minutes=line.minutes,
            pence_per_hour=line.pence_per_hour,
            miles_tenths=line.miles_tenths,
            pence_per_mile=line.pence_per_mile,
            pence=line.pence,
        )
        for position, line in enumerate(lines, 1)
    ]
    session.add(made)
    session.flush()
    if made.total_pence:
        post(
            session,
            source=f"invoice:{made.id}",
            happened_on=today,
            at=at,
            entries={owed_code(made.id): made.total_pence, f"billed:organisation:{organisation.id}": -made.total_pence},
        )
    audit.note(session, deed="invoice.issued", record=f"invoice:{made.id}", at=at, by_person_id=by_id)
    return made


def _refuse_twice(session: Session, lines: Sequence[LineToBill]) -> None:
    sources = [line.source for line in lines]
    billed = session.scalars(select(InvoiceLine.source).where(InvoiceLine.source.in_(sources))).all()
    if billed or len(set(sources)) != len(sources):
        raise DomainError("Part of this is already on an invoice.")


def _next_number(session: Session, organisation: Organisation) -> int:
    """Take the provider's next number; the row is locked until the transaction ends, so there is no gap and no twin."""
    taken = session.execute(
        update(NumberSeries)
        .where(NumberSeries.organisation_id == organisation.id)
        .values(next_number=NumberSeries.next_number + 1)
        .returning(NumberSeries.next_number)
    ).scalar()
    if taken is None:
        session.add(NumberSeries(organisation_id=organisation.id, next_number=2))
        session.flush()
        return 1
    return taken - 1


def _parties(session: Session, organisation: Organisation, person: Person, payer: Payer) -> dict[str, Any]:
    seller = {
        name: getattr(organisation, name)
        for name in (
            "name", "legal_name", "address", "postcode", "phone", "email", "charity_number", "company_number",
            "vat_status", "bank_account_name", "bank_sort_code", "bank_account_number", "complaints",
        )
    }  # fmt: skip
    return {"from": seller, "to": _payer_facts(session, payer), "for": {"name": person.full_name, "known_as": person.known_as}}


def _payer_facts(session: Session, payer: Payer) -> dict[str, str]:
    if payer.organisation_id is not None:
        found = session.get_one(Organisation, payer.organisation_id)
        return {"kind": "organisation", "name": found.legal_name, "greeting": found.name, "address": found.address,
                "postcode": found.postcode}  # fmt: skip
    who = session.get_one(Person, payer.person_id)
    return {"kind": "person", "name": who.full_name, "greeting": who.known_as, "address": who.address,
            "postcode": who.postcode}  # fmt: skip
