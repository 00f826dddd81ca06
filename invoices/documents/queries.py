"""Reading invoices, with the rule of who may see which inside every query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from invoices.documents.models import Invoice
from invoices.documents.rules import owed_code
from invoices.ledger.queries import balance, balances
from marketplace.kernel.errors import NotFoundError


@dataclass(frozen=True)
class Viewer:
    """Who is looking: a person, the organisations they pay for, and the providers they work in the office of."""

    person_id: int
    pays_for: frozenset[int] = frozenset()
    staff_of: frozenset[int] = frozenset()


def invoice(session: Session, *, invoice_id: int, viewer: Viewer) -> Invoice:
    """Return an invoice that the viewer may see, with its lines. Raises NotFoundError for any other."""
    found = session.scalar(
        select(Invoice)
        .where(
            Invoice.id == invoice_id,
            or_(
                Invoice.person_id == viewer.person_id,
                Invoice.payer_person_id == viewer.person_id,
                Invoice.payer_organisation_id.in_(viewer.pays_for),
                Invoice.organisation_id.in_(viewer.staff_of),
            ),
        )
        .options(selectinload(Invoice.lines))
    )
    if found is None:
        raise NotFoundError
    return found


def own_invoices(session: Session, *, person_id: int) -> Sequence[Invoice]:
    """Return the invoices a person pays, and copies of those others pay for them, newest first."""
    return session.scalars(
        select(Invoice)
        .where(or_(Invoice.person_id == person_id, Invoice.payer_person_id == person_id))
        .order_by(Invoice.month.desc(), Invoice.id.desc())
    ).all()


def paid_by(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[Invoice]:
    """Return the invoices that payers pay, newest first; no other payer's lines."""
    return session.scalars(
        select(Invoice)
        .where(Invoice.payer_organisation_id.in_(list(organisation_ids)))
        .order_by(Invoice.month.desc(), Invoice.id.desc())
    ).all()


def issued_by(session: Session, *, organisation_ids: Iterable[int]) -> Sequence[Invoice]:
    """Return the invoices of providers, newest first."""
    return session.scalars(
        select(Invoice)
        .where(Invoice.organisation_id.in_(list(organisation_ids)))
        .order_by(Invoice.month.desc(), Invoice.id.desc())
    ).all()


def owed_on(session: Session, *, invoice_id: int) -> int:
    """Return the pence still owed on an invoice, from the books."""
    return balance(session, code=owed_code(invoice_id))


def owed_on_each(session: Session, *, invoices: Iterable[Invoice]) -> dict[int, int]:
    """Return invoice number in the database → pence still owed, in one statement."""
    codes = {owed_code(one.id): one.id for one in invoices}
    return {codes[code]: pence for code, pence in balances(session, codes=codes).items()}
