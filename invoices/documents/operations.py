"""Issuing an invoice: the next number, a frozen copy of everything on it, and its entry in the books, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from invoices.documents.models import Invoice, InvoiceLine, NumberSeries
from invoices.documents.rules import bank_reference, billed_code, invoice_number, owed_code
from invoices.documents.types import LineToBill, Payer
from invoices.ledger.operations import post
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import short_date
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
    invoice must carry are missing. Nothing is written, and no number taken, when it does.
    """
    _refuse_unsound(organisation, payer, lines)
    series = _locked_series(session, organisation)
    _refuse_twice(session, lines)
    made = Invoice(
        organisation_id=organisation.id,
        person_id=person.id,
        payer_person_id=payer.person_id,
        payer_organisation_id=payer.organisation_id,
        month=month.replace(day=1),
        issued_on=london_date(at),
        issued_at=at,
        pay_by=london_date(at) + timedelta(days=organisation.pay_within_days),
        total_pence=sum(line.pence for line in lines),
        parties=_parties(session, organisation, person, payer),
        lines=_frozen(lines),
    )
    _take_number(session, made, series, organisation.invoice_prefix)
    session.add(made)
    session.flush()
    _post(session, made, at)
    audit.note(session, deed="invoice.issued", record=f"invoice:{made.id}", at=at, by_person_id=by_id)
    return made


def _refuse_unsound(organisation: Organisation, payer: Payer, lines: Sequence[LineToBill]) -> None:
    if not lines:
        raise DomainError("An invoice needs at least one line.")
    if (payer.person_id is None) == (payer.organisation_id is None):
        raise DomainError("An invoice has one payer: a person or an organisation.")
    if sum(line.pence for line in lines) < 0:
        raise DomainError("An invoice cannot come to less than £0.00.")
    if not organisation.invoice_prefix or not organisation.address:
        raise DomainError(f"{organisation.name} needs an address and letters for its invoice numbers first.")
    if organisation.vat_status == "standard":
        # Rule T2: VAT is never guessed, and an invoice that leaves it out would be wrong.
        raise DomainError(f"{organisation.name} charges VAT, and this site cannot make invoices with VAT yet.")


def _refuse_twice(session: Session, lines: Sequence[LineToBill]) -> None:
    sources = [line.source for line in lines]
    if len(set(sources)) != len(sources):
        raise DomainError("The same thing is on this invoice twice.")
    billed = session.execute(
        select(InvoiceLine.words, InvoiceLine.happened_on, Invoice.number)
        .join(Invoice)
        .where(InvoiceLine.source.in_(sources))
        .order_by(InvoiceLine.id)
        .limit(1)
    ).first()
    if billed is not None:
        words, day, number = billed
        raise DomainError(f"“{words}” ({short_date(day)}) is already on invoice {number}.")


def _locked_series(session: Session, organisation: Organisation) -> NumberSeries:
    """Return the provider's numbers, held until the transaction ends, so that two at once leave no gap and no twin."""
    held = (
        select(NumberSeries)
        .where(NumberSeries.organisation_id == organisation.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = session.scalar(held)
    if found is None:
        try:
            with session.begin_nested():
                session.add(NumberSeries(organisation_id=organisation.id, next_number=1))
        except IntegrityError:
            pass  # another process made it first; wait for that one below
        found = session.scalars(held).one()
    return found


def _take_number(session: Session, made: Invoice, series: NumberSeries, prefix: str) -> None:
    made.series_number = series.next_number
    made.number = invoice_number(prefix, made.series_number)
    made.reference = bank_reference(prefix, made.series_number)
    taken = or_(Invoice.number == made.number, Invoice.reference == made.reference)
    if session.scalar(select(Invoice.id).where(taken)):
        raise DomainError(f"Another provider's numbers start with {prefix} too. Choose other letters.")
    series.next_number += 1


def _frozen(lines: Sequence[LineToBill]) -> list[InvoiceLine]:
    return [InvoiceLine(position=position, **asdict(line)) for position, line in enumerate(lines, 1)]


def _post(session: Session, made: Invoice, at: datetime) -> None:
    if made.total_pence:  # an invoice of £0.00 moves nothing
        sides = {owed_code(made.id): made.total_pence, billed_code(made.organisation_id): -made.total_pence}
        post(session, source=f"invoice:{made.id}", happened_on=made.issued_on, at=at, entries=sides)


def _parties(session: Session, organisation: Organisation, person: Person, payer: Payer) -> dict[str, Any]:
    seller = {
        name: getattr(organisation, name)
        for name in (
            "name", "legal_name", "address", "postcode", "phone", "email", "charity_number", "company_number",
            "vat_status", "bank_account_name", "bank_sort_code", "bank_account_number", "complaints",
        )
    }  # fmt: skip
    return {
        "from": seller,
        "to": _payer_facts(session, payer),
        "for": {"name": person.full_name, "known_as": person.known_as},
    }


def _payer_facts(session: Session, payer: Payer) -> dict[str, str]:
    if payer.organisation_id is not None:
        found = session.get_one(Organisation, payer.organisation_id)
        return {"kind": "organisation", "name": found.legal_name, "greeting": found.name, "address": found.address,
                "postcode": found.postcode}  # fmt: skip
    who = session.get_one(Person, payer.person_id)
    return {"kind": "person", "name": who.full_name, "greeting": who.known_as, "address": who.address,
            "postcode": who.postcode}  # fmt: skip
