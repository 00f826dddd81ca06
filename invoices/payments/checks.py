"""`kith books check`: every sum that must hold, and one sentence for each that does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from invoices.documents.models import Invoice, NumberSeries
from invoices.documents.rules import owed_code
from invoices.ledger.models import Account, Entry, Transaction
from invoices.payments.models import Payment


def check(session: Session) -> list[str]:
    """Return one sentence for each thing in the books that does not hold; an empty list when all is well."""
    return [*_transactions(session), *_invoices(session), *_numbers(session), *_postings(session)]


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
    paid: dict[int, int] = defaultdict(int)
    for invoice_id, pence in session.execute(select(Payment.invoice_id, func.sum(Payment.pence)).group_by(Payment.invoice_id)):
        paid[invoice_id] = pence
    owed = dict(
        session.execute(select(Account.code, func.sum(Entry.pence)).join(Entry).group_by(Account.code)).tuples().all()
    )
    for one in session.scalars(select(Invoice).options(selectinload(Invoice.lines))):
        if one.total_pence != sum(line.pence for line in one.lines):
            yield f"Invoice {one.number} says another total than its lines add up to."
        if owed.get(owed_code(one.id), 0) != one.total_pence - paid[one.id]:
            yield f"Invoice {one.number} owes another sum in the books than its total less what was paid."
        if paid[one.id] > max(one.total_pence, 0):
            yield f"Invoice {one.number} was paid more than its total."


def _numbers(session: Session) -> Iterator[str]:
    following = dict(session.execute(select(NumberSeries.organisation_id, NumberSeries.next_number)).tuples().all())
    rows = session.execute(
        select(Invoice.organisation_id, func.count(), func.max(Invoice.series_number)).group_by(Invoice.organisation_id)
    )
    for organisation_id, number, highest in rows:
        if number != highest or following.get(organisation_id) != highest + 1:
            yield f"The invoice numbers of organisation {organisation_id} have a gap: {number} invoices up to {highest}."


def _postings(session: Session) -> Iterator[str]:
    posted = set(session.scalars(select(Transaction.source)))
    wanted = {f"payment:{one}" for one in session.scalars(select(Payment.id))}
    wanted |= {f"invoice:{one}" for one in session.scalars(select(Invoice.id).where(Invoice.total_pence != 0))}
    for source in sorted(wanted - posted):
        yield f"{source} is not in the books."
    for source in sorted(posted - wanted):
        yield f"The books hold {source}, and there is no such invoice or payment."
