"""Posting to the ledger: once for each source, never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from invoices.ledger.models import Account, Entry, Transaction
from invoices.ledger.rules import check_entries
from marketplace.kernel.errors import DomainError


def post(
    session: Session, *, source: str, happened_on: date, at: datetime, entries: Mapping[str, int]
) -> Transaction:
    """Post account code → pence under an idempotency key (`source`, like "payment:5"); flushes.

    The same source with the same entries gives back what was posted; with other entries, or with entries that do not
    balance, it raises DomainError.
    """
    check_entries(entries)
    found = session.scalar(select(Transaction).where(Transaction.source == source))
    if found is not None:
        if {entry.account.code: entry.pence for entry in found.entries} != dict(entries):
            raise DomainError("That was already written in the books with other sums.")
        return found
    made = Transaction(source=source, happened_on=happened_on, posted_at=at)
    made.entries = [Entry(account=_account(session, code), pence=pence) for code, pence in entries.items()]
    session.add(made)
    session.flush()
    return made


def _account(session: Session, code: str) -> Account:
    found = session.scalar(select(Account).where(Account.code == code))
    if found is None:
        found = Account(code=code)
        session.add(found)
        session.flush()
    return found
