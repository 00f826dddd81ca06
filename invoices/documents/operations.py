"""Issuing invoices: the next numbers, a frozen copy of everything on each, and their entries in the books, all at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import Table, insert, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from invoices.documents import texts
from invoices.documents.models import Invoice, InvoiceLine
from invoices.documents.numbers import hold_numbers
from invoices.documents.parties import Parties, parties_of
from invoices.documents.rules import bank_reference, billed_code, invoice_number, owed_code
from invoices.documents.types import Draft, LineToBill, Payer
from invoices.ledger.operations import Posting, post_many
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import in_parts
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import short_date
from marketplace.organisations.models import Organisation
from marketplace.organisations.operations import tell_members
from marketplace.people.models import Person
from marketplace.people.preferences.operations import Notice, tell_many


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
    draft = Draft(organisation.id, person.id, payer, lines)
    (made,) = issue_many(session, drafts=[draft], month=month, at=at, by_id=by_id)
    return made


def issue_many(
    session: Session, *, drafts: Sequence[Draft], month: date, at: datetime, by_id: int | None = None
) -> list[Invoice]:
    """Issue many invoices as `issue` does one, all or none, numbered in the order given, in a few statements; flushes.

    Raises DomainError as `issue` does, for the first that cannot be made; nothing is written then.
    """
    if not drafts:
        return []
    parties = parties_of(session, drafts=drafts)
    for draft in drafts:
        _refuse_unsound(parties.organisations[draft.organisation_id], draft)
    sources = [line.source for one in drafts for line in one.lines]
    if len(set(sources)) != len(sources):
        raise DomainError("The same thing is on this invoice twice.")
    try:
        with session.begin_nested():
            made = _write_numbered(session, drafts, parties, month, at)
            _write_lines(session, drafts, made)
    except IntegrityError:
        _refuse_twice(session, sources)
        _refuse_shared_letters(session, drafts, parties)
        raise
    post_many(session, postings=[_posting(one) for one in made if one.total_pence], at=at)
    records = [(f"invoice:{one.id}", one.person_id) for one in made]
    audit.note_many(session, deed="invoice.issued", records=records, at=at, by_person_id=by_id)
    _tell_payers(session, made, at=at)
    return made


def _refuse_unsound(organisation: Organisation, draft: Draft) -> None:
    if not draft.lines:
        raise DomainError("An invoice needs at least one line.")
    if (draft.payer.person_id is None) == (draft.payer.organisation_id is None):
        raise DomainError("An invoice has one payer: a person or an organisation.")
    if sum(line.pence for line in draft.lines) < 0:
        raise DomainError("An invoice cannot come to less than £0.00.")
    if not organisation.invoice_prefix or not organisation.address:
        raise DomainError(f"{organisation.name} needs an address and letters for its invoice numbers first.")
    if organisation.vat_status == "standard":
        # Rule T2: VAT is never guessed, and an invoice that leaves it out would be wrong.
        raise DomainError(f"{organisation.name} charges VAT, and this site cannot make invoices with VAT yet.")


def _write_numbered(
    session: Session, drafts: Sequence[Draft], parties: Parties, month: date, at: datetime
) -> list[Invoice]:
    held = hold_numbers(session, organisation_ids={one.organisation_id for one in drafts})
    issued_on, rows = london_date(at), []
    for one in drafts:
        organisation, series = parties.organisations[one.organisation_id], held[one.organisation_id]
        number, prefix = series.next_number, organisation.invoice_prefix
        series.next_number = number + 1
        rows.append(
            {
                "organisation_id": one.organisation_id,
                "person_id": one.person_id,
                "payer_person_id": one.payer.person_id,
                "payer_organisation_id": one.payer.organisation_id,
                "series_number": number,
                "number": invoice_number(prefix, number),
                "reference": bank_reference(prefix, number),
                "month": month.replace(day=1),
                "issued_on": issued_on,
                "issued_at": at,
                "pay_by": issued_on + timedelta(days=organisation.pay_within_days),
                "total_pence": sum(line.pence for line in one.lines),
                "parties": parties.on(one),
            }
        )
    # Rows come back in any order: asking for ours would make SQLite take them one by one, as would leaving out the
    # empty columns. And a number that was taken back with a savepoint may come again, for another invoice.
    together = insert(Invoice).returning(Invoice).execution_options(render_nulls=True, populate_existing=True)
    made = {one.number: one for one in session.scalars(together, rows)}
    return [made[str(row["number"])] for row in rows]


def _write_lines(session: Session, drafts: Sequence[Draft], made: Sequence[Invoice]) -> None:
    rows = []
    for one, invoice in zip(drafts, made, strict=True):
        for position, line in enumerate(one.lines, 1):
            row = line._asdict()
            row["invoice_id"], row["position"] = invoice.id, position
            rows.append(row)
    for some in in_parts(rows, size=1000):  # what a statement makes of its rows is gone before the next: less to sweep
        session.execute(insert(cast("Table", InvoiceLine.__table__)), some)


def _posting(made: Invoice) -> Posting:
    sides = {owed_code(made.id): made.total_pence, billed_code(made.organisation_id): -made.total_pence}
    return Posting(f"invoice:{made.id}", made.issued_on, sides)


def _tell_payers(session: Session, made: Sequence[Invoice], *, at: datetime) -> None:
    """Tell each person of their invoice, and each organisation once of all of theirs."""
    notices, theirs = [], defaultdict(list)
    for one in made:
        if one.payer_person_id is not None:
            body = texts.new(total_pence=one.total_pence, pay_by=one.pay_by)
            notices.append(Notice(one.payer_person_id, texts.NEW, body, f"/invoices/{one.id}"))
        elif one.payer_organisation_id is not None:
            theirs[one.payer_organisation_id].append(one.total_pence)
    tell_many(session, notices=notices, at=at)
    for organisation_id, pence in theirs.items():
        body = texts.new_many(number=len(pence), total_pence=sum(pence))
        tell_members(
            session, organisation_id=organisation_id, role="payer", subject=texts.NEW_MANY, body=body, at=at,
            path="/payer/invoices",
        )  # fmt: skip


def _refuse_twice(session: Session, sources: Sequence[str]) -> None:
    """Say which of the lines was billed before, and where. The unique source is what found it."""
    for some in in_parts(sources):
        billed = session.execute(
            select(InvoiceLine.words, InvoiceLine.happened_on, Invoice.number)
            .join(Invoice)
            .where(InvoiceLine.source.in_(some))
            .order_by(InvoiceLine.id)
            .limit(1)
        ).first()
        if billed is not None:
            words, day, number = billed
            raise DomainError(f"“{words}” ({short_date(day)}) is already on invoice {number}.")


def _refuse_shared_letters(session: Session, drafts: Sequence[Draft], parties: Parties) -> None:
    """Say whose letters clash with another provider's. The unique number or reference is what found it."""
    for organisation_id, drawn in Counter(one.organisation_id for one in drafts).items():
        prefix = parties.organisations[organisation_id].invoice_prefix
        first = hold_numbers(session, organisation_ids=[organisation_id])[organisation_id].next_number
        for some in in_parts(range(first, first + drawn)):
            taken = or_(
                Invoice.number.in_([invoice_number(prefix, at) for at in some]),
                Invoice.reference.in_([bank_reference(prefix, at) for at in some]),
            )
            if session.scalar(select(Invoice.id).where(taken).limit(1)):
                raise DomainError(f"Another provider's numbers start with {prefix} too. Choose other letters.")
