"""Keying a payment that a provider received."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from invoices.documents.models import Invoice
from invoices.documents.rules import owed_code, received_code
from invoices.ledger.operations import post
from invoices.ledger.queries import balance
from invoices.payments.models import Payment
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
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
    """Record what a provider received against an invoice, once for each submit key; flushes. `received_on` is London's.

    Raises DomainError when nothing, or more than is owed, would be paid (more than is owed goes back to whoever paid
    it), and when the day is still to come. Source: rows E03 and E13, journey 2 step 12.
    """
    # Whoever comes second waits here, so that two payments at once cannot pass what is owed. SQLite has one writer.
    session.execute(select(Invoice.id).where(Invoice.id == invoice.id).with_for_update())
    found = session.scalar(select(Payment).where(Payment.submit_key == submit_key))
    if found is not None:
        if (found.invoice_id, found.pence, found.received_on) != (invoice.id, pence, received_on):
            raise DomainError("This form was used before. Open it again to enter another payment.")
        return found
    _refuse_unsound(pence, balance(session, code=owed_code(invoice.id)), received_on, at)
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
        entries={received_code(invoice.organisation_id): pence, owed_code(invoice.id): -pence},
    )
    audit.note(
        session,
        deed="payment.keyed",
        record=f"invoice:{invoice.id}",
        at=at,
        by_person_id=by_id,
        about_person_id=invoice.person_id,
    )
    return made


def _refuse_unsound(pence: int, owed: int, received_on: date, at: datetime) -> None:
    if pence <= 0:
        raise DomainError("Enter an amount of more than £0.00.")
    if owed <= 0:
        raise DomainError("This invoice is paid. Nothing is left to pay on it.")
    if pence > owed:
        raise DomainError(f"Only {pounds(owed)} is left to pay. Enter that much, and give back what is over.")
    if received_on > london_date(at):
        raise DomainError("Enter a day that has been. This one is still to come.")
