"""`kith books check`: every sum that must hold, and one sentence for each that does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from invoices.documents.models import Invoice, InvoiceLine, NumberSeries
from invoices.documents.rules import billed_code, owed_code, received_code
from invoices.ledger.models import Account, Entry, Transaction
from invoices.payments.models import Payment


class Paper(NamedTuple):
    """An invoice as its own rows say it is: sums in pence, and the number its provider's next one will have."""

    id: int
    number: str
    organisation_id: int
    series_number: int
    total_pence: int
    lines: int
    lines_pence: int
    next_number: int | None


class Paid(NamedTuple):
    """A payment as its own row says it is, in pence."""

    id: int
    invoice_id: int
    organisation_id: int
    pence: int


@dataclass(frozen=True)
class Books:
    """Everything that is compared, read in three statements: papers, payments, and the ledger by happening and account."""

    papers: Sequence[Paper]
    payments: Sequence[Paid]
    posted: Mapping[str, tuple[int, int]]
    """Source → the sum of its sides in pence, and how many there are."""
    held: Mapping[str, int]
    """Account code → pence."""


def check(session: Session) -> list[str]:
    """Return one sentence for each thing in the books that does not hold; an empty list when all is well."""
    books = _read(session)
    return [*_transactions(books), *_invoices(books), *_numbers(books), *_postings(books), *_sides(books)]


def counts(session: Session) -> tuple[int, int]:
    """Return how many transactions and invoices there are."""
    return (
        session.scalar(select(func.count()).select_from(Transaction)) or 0,
        session.scalar(select(func.count()).select_from(Invoice)) or 0,
    )


def _read(session: Session) -> Books:
    posted: dict[str, tuple[int, int]] = {}
    held: dict[str, int] = defaultdict(int)
    ledger = (
        select(Transaction.source, Account.code, func.coalesce(func.sum(Entry.pence), 0), func.count(Entry.id))
        .outerjoin(Entry, Entry.transaction_id == Transaction.id)
        .outerjoin(Account, Account.id == Entry.account_id)
        .group_by(Transaction.id, Transaction.source, Account.code)
        .order_by(Transaction.id)
    )
    for source, code, pence, sides in session.execute(ledger):
        before, number = posted.get(source, (0, 0))
        posted[source] = before + int(pence), number + sides
        if code is not None:
            held[code] += int(pence)
    return Books(_papers(session), _payments(session), posted, dict(held))


def _papers(session: Session) -> list[Paper]:
    wanted = (
        select(
            Invoice.id, Invoice.number, Invoice.organisation_id, Invoice.series_number, Invoice.total_pence,
            func.count(InvoiceLine.id), func.coalesce(func.sum(InvoiceLine.pence), 0), NumberSeries.next_number,
        )
        .outerjoin(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .outerjoin(NumberSeries, NumberSeries.organisation_id == Invoice.organisation_id)
        .group_by(
            Invoice.id, Invoice.number, Invoice.organisation_id, Invoice.series_number, Invoice.total_pence,
            NumberSeries.next_number,
        )
        .order_by(Invoice.id)
    )  # fmt: skip
    return [Paper._make(row) for row in session.execute(wanted)]


def _payments(session: Session) -> list[Paid]:
    wanted = select(Payment.id, Payment.invoice_id, Payment.organisation_id, Payment.pence)
    return [Paid._make(row) for row in session.execute(wanted)]


def _transactions(books: Books) -> Iterator[str]:
    for source, (pence, sides) in books.posted.items():
        if pence or sides < 2:
            yield f"The transaction {source} does not balance: {sides} sides, off by {pence}p."


def _invoices(books: Books) -> Iterator[str]:
    paid: dict[int, int] = defaultdict(int)
    for payment in books.payments:
        paid[payment.invoice_id] += payment.pence
    for one in books.papers:
        if not one.lines:
            yield f"Invoice {one.number} has no lines."
        if one.total_pence != one.lines_pence:
            yield f"Invoice {one.number} says another total than its lines add up to."
        if books.held.get(owed_code(one.id), 0) != one.total_pence - paid[one.id]:
            yield f"Invoice {one.number} owes another sum in the books than its total less what was paid."
        if one.total_pence < 0 or paid[one.id] > one.total_pence:
            yield f"Invoice {one.number} was paid more than its total."


def _numbers(books: Books) -> Iterator[str]:
    taken: dict[int, list[Paper]] = defaultdict(list)
    for one in books.papers:
        taken[one.organisation_id].append(one)
    for organisation_id, papers in taken.items():
        number, highest = len(papers), max(one.series_number for one in papers)
        lowest = min(one.series_number for one in papers)
        if lowest != 1 or number != highest or papers[0].next_number != highest + 1:
            yield f"The invoice numbers of organisation {organisation_id} do not run on: {number} up to {highest}."


def _postings(books: Books) -> Iterator[str]:
    wanted = {f"payment:{one.id}" for one in books.payments}
    wanted |= {f"invoice:{one.id}" for one in books.papers if one.total_pence}
    for source in sorted(wanted - books.posted.keys()):
        yield f"{source} is not in the books."
    for source in sorted(books.posted.keys() - wanted):
        yield f"The books hold {source}, and there is no such invoice or payment."


def _sides(books: Books) -> Iterator[str]:
    """Compare what each provider billed and received, by its papers and by the books."""
    wanted: dict[str, int] = defaultdict(int)
    for one in books.papers:
        wanted[billed_code(one.organisation_id)] -= one.total_pence
    for payment in books.payments:
        wanted[received_code(payment.organisation_id)] += payment.pence
    held = {code: pence for code, pence in books.held.items() if code.startswith(("billed:", "received:"))}
    for code in sorted({*wanted, *held}):
        if wanted.get(code, 0) != held.get(code, 0):
            yield f"The books hold {held.get(code, 0)}p in {code}; the papers say {wanted.get(code, 0)}p."
