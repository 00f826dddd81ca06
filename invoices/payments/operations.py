"""Keying a payment that a provider received."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from invoices.documents.models import Invoice
from invoices.documents.rules import owed_code
from invoices.documents.queries import owed_on
from invoices.ledger.operations import post
from invoices.payments.models import Payment
from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError
from marketplace.kernel.money import pounds


def key_payment(
    session: Session,
    *,
    invoice: Invoice,
    pence: int,
    received_on: date,
    way: str,
    by_id: int,
    at: datetime,
    submit_key: str,
) -> Payment:
    """Record what a provider received against an invoice, once for each submit key; flushes.

    Raises DomainError when nothing, or more than is owed, would be paid: more than is owed goes back to whoever paid it.
    """
    found = session.scalar(select(Payment).where(Payment.submit_key == submit_key))
    if found is not None:
        return found
    owed = owed_on(session, invoice_id=invoice.id)
    if pence <= 0:
        raise DomainError("Enter an amount of more than £0.00.")
    if pence > owed:
        raise DomainError(f"Only {pounds(owed)} is owed on this invoice. Give back what is over, then enter the rest.")
    made = Payment(
        invoice_id=invoice.id,
        organisation_id=invoice.organisation_id,
        pence=pence,
        received_on=received_on,
        way=way,
        keyed_at=at,
        keyed_by_id=by_id,
        submit_key=submit_key,
    )
    session.add(made)
    session.flush()
    post(
        session,
        source=f"payment:{made.id}",
        happened_on=received_on,
        at=at,
        entries={f"received:organisation:{invoice.organisation_id}": pence, owed_code(invoice.id): -pence},
    )
    audit.note(session, deed="payment.keyed", record=f"invoice:{invoice.id}", at=at, by_person_id=by_id)
    return made
