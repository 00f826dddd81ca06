"""Posting to the ledger: once for each source, never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from invoices.ledger.models import Account, Entry, Transaction
from invoices.ledger.rules import check_entries
from marketplace.kernel.errors import DomainError


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
