"""Reading the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from invoices.ledger.models import Account, Entry


def balance(session: Session, *, code: str) -> int:
    """Return the pence in an account; one that was never used holds nothing."""
    found = session.scalar(select(func.sum(Entry.pence)).join(Account).where(Account.code == code))
    return int(found or 0)


def balances(session: Session, *, codes: Iterable[str]) -> dict[str, int]:
    """Return the pence in each of several accounts, in one statement."""
    wanted = list(codes)
    rows = session.execute(
        select(Account.code, func.sum(Entry.pence)).join(Entry).where(Account.code.in_(wanted)).group_by(Account.code)
    )
    found = {code: int(pence) for code, pence in rows}
    return {code: found.get(code, 0) for code in wanted}
