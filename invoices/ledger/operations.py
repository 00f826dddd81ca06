"""Posting to the ledger: once for each source, never changed afterwards; one at a time, or many in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Table, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from invoices.ledger.models import Account, Entry, Transaction
from invoices.ledger.rules import check_entries
from marketplace.kernel.db import in_parts
from marketplace.kernel.errors import DomainError


@dataclass(frozen=True)
class Posting:
    """One happening to post: its idempotency key (like "payment:5"), London date, and account code → pence."""

    source: str
    happened_on: date
    entries: Mapping[str, int]


def post(session: Session, *, source: str, happened_on: date, at: datetime, entries: Mapping[str, int]) -> Transaction:
    """Post account code → pence under an idempotency key (`source`, like "payment:5"); flushes.

    The same source with the same entries gives back what was posted; with other entries, or with entries that do not
    balance, it raises DomainError.
    """
    check_entries(entries)
    found = _posted(session, source)
    if found is None:
        try:
            with session.begin_nested():
                made = Transaction(source=source, happened_on=happened_on, posted_at=at)
                made.entries = [Entry(account=_account(session, code), pence=entries[code]) for code in sorted(entries)]
                session.add(made)
        except IntegrityError:
            found = _posted(session, source)
            if found is None:
                raise
        else:
            return made
    if {entry.account.code: entry.pence for entry in found.entries} != dict(entries):
        raise DomainError("That was already written in the books with other sums.")
    return found


def post_many(session: Session, *, postings: Sequence[Posting], at: datetime) -> None:
    """Post many happenings in four statements, by the same rules as `post`, which each falls back on.

    Raises DomainError as `post` does.
    """
    for one in postings:
        check_entries(one.entries)
    if not postings:
        return
    try:
        with session.begin_nested():
            _write(session, postings, at)
    except IntegrityError:
        # A source was posted before, or another process made one of the accounts meanwhile: with care, one by one.
        for one in postings:
            post(session, source=one.source, happened_on=one.happened_on, at=at, entries=one.entries)


def _write(session: Session, postings: Sequence[Posting], at: datetime) -> None:
    accounts = _accounts(session, sorted({code for one in postings for code in one.entries}))
    rows = [{"source": one.source, "happened_on": one.happened_on, "posted_at": at} for one in postings]
    table = cast("Table", Transaction.__table__)
    made = dict(session.execute(insert(table).returning(table.c.source, table.c.id), rows).tuples().all())
    session.execute(
        insert(cast("Table", Entry.__table__)),
        [
            {"transaction_id": made[one.source], "account_id": accounts[code], "pence": one.entries[code]}
            for one in postings
            for code in sorted(one.entries)
        ],
    )


def _accounts(session: Session, codes: Sequence[str]) -> dict[str, int]:
    """Return code → account of every code, making those that are not there yet."""
    table = cast("Table", Account.__table__)
    found: dict[str, int] = {}
    for some in in_parts(codes):
        found |= dict(session.execute(select(Account.code, Account.id).where(Account.code.in_(some))).tuples().all())
    missing = [{"code": code} for code in codes if code not in found]
    if missing:
        found |= dict(session.execute(insert(table).returning(table.c.code, table.c.id), missing).tuples().all())
    return found


def _posted(session: Session, source: str) -> Transaction | None:
    return session.scalar(select(Transaction).where(Transaction.source == source))


def _account(session: Session, code: str) -> Account:
    """Return the account with a code, making it where there is none; another process may make it at the same time."""
    wanted = select(Account).where(Account.code == code)
    found = session.scalar(wanted)
    if found is None:
        try:
            with session.begin_nested():
                session.add(Account(code=code))
        except IntegrityError:
            pass  # the other process's account is as good
        found = session.scalars(wanted).one()
    return found
