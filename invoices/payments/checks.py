"""`kith books check`: every sum that must hold, and one sentence for each that does not."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from invoices.documents.models import Invoice, NumberSeries
from invoices.documents.rules import billed_code, owed_code, received_code
from invoices.ledger.models import Account, Entry, Transaction
from invoices.payments.models import Payment


def check(session: Session) -> list[str]:
    """Return one sentence for each thing in the books that does not hold; an empty list when all is well."""
    return [*_transactions(session), *_invoices(session), *_numbers(session), *_postings(session), *_sides(session)]


def counts(session: Session) -> tuple[int, int]:
    """Return how many transactions and invoices there are."""
    return (
        session.scalar(select(func.count()).select_from(Transaction)) or 0,
        session.scalar(select(func.count()).select_from(Invoice)) or 0,
    )


def _transactions(session: Session) -> Iterator[str]:
    sums = session.execute(
        select(Transaction.source, func.coalesce(func.sum(Entry.pence), 0), func.count(Entry.id))
        .outerjoin(Entry)
        .group_by(Transaction.id, Transaction.source)
    )
    for source, pence, sides in sums:
        if pence or sides < 2:
            yield f"The transaction {source} does not balance: {sides} sides, off by {pence}p."


def _invoices(session: Session) -> Iterator[str]:
    paid = dict(
        session.execute(select(Payment.invoice_id, func.sum(Payment.pence)).group_by(Payment.invoice_id)).tuples().all()
    )
    held = _held(session)
    for one in session.scalars(select(Invoice).options(selectinload(Invoice.lines)).execution_options(yield_per=500)):
        if not one.lines:
            yield f"Invoice {one.number} has no lines."
        if one.total_pence != sum(line.pence for line in one.lines):
            yield f"Invoice {one.number} says another total than its lines add up to."
        if held.get(owed_code(one.id), 0) != one.total_pence - paid.get(one.id, 0):
            yield f"Invoice {one.number} owes another sum in the books than its total less what was paid."
        if one.total_pence < 0 or paid.get(one.id, 0) > one.total_pence:
            yield f"Invoice {one.number} was paid more than its total."


def _held(session: Session) -> dict[str, int]:
    """Return account code → pence, for every account."""
    return dict(
        session.execute(select(Account.code, func.sum(Entry.pence)).join(Entry).group_by(Account.code)).tuples().all()
    )


def _numbers(session: Session) -> Iterator[str]:
    following = dict(session.execute(select(NumberSeries.organisation_id, NumberSeries.next_number)).tuples().all())
    rows = session.execute(
        select(
            Invoice.organisation_id, func.count(), func.min(Invoice.series_number), func.max(Invoice.series_number)
        ).group_by(Invoice.organisation_id)
    )
    for organisation_id, number, lowest, highest in rows:
        if lowest != 1 or number != highest or following.get(organisation_id) != highest + 1:
            yield f"The invoice numbers of organisation {organisation_id} do not run on: {number} up to {highest}."


def _postings(session: Session) -> Iterator[str]:
    posted = set(session.scalars(select(Transaction.source)))
    wanted = {f"payment:{one}" for one in session.scalars(select(Payment.id))}
    wanted |= {f"invoice:{one}" for one in session.scalars(select(Invoice.id).where(Invoice.total_pence != 0))}
    for source in sorted(wanted - posted):
        yield f"{source} is not in the books."
    for source in sorted(posted - wanted):
        yield f"The books hold {source}, and there is no such invoice or payment."


def _sides(session: Session) -> Iterator[str]:
    """Compare what each provider billed and received, by its papers and by the books."""
    billed = session.execute(
        select(Invoice.organisation_id, -func.sum(Invoice.total_pence)).group_by(Invoice.organisation_id)
    )
    received = session.execute(
        select(Payment.organisation_id, func.sum(Payment.pence)).group_by(Payment.organisation_id)
    )
    wanted = {billed_code(organisation_id): pence for organisation_id, pence in billed}
    wanted |= {received_code(organisation_id): pence for organisation_id, pence in received}
    held = {code: pence for code, pence in _held(session).items() if code.startswith(("billed:", "received:"))}
    for code in sorted({*wanted, *held}):
        if wanted.get(code, 0) != held.get(code, 0):
            yield f"The books hold {held.get(code, 0)}p in {code}; the papers say {wanted.get(code, 0)}p."
