"""The ledger: accounts, transactions and their entries. Rows are added, never changed or taken away."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base


class Account(Base):
    """A place money is counted, known by its code, like "owed:invoice:12" or "billed:organisation:3"."""

    __tablename__ = "ledger_accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class Transaction(Base):
    """One happening, posted once: `source` is its idempotency key, like "invoice:12" or "payment:5"."""

    __tablename__ = "ledger_transactions"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(unique=True)
    happened_on: Mapped[date]
    posted_at: Mapped[datetime]
    entries: Mapped[list[Entry]] = relationship(back_populates="transaction", order_by="Entry.id")


class Entry(Base):
    """One side of a transaction in pence: more than 0 into the account, less than 0 out of it."""

    __tablename__ = "ledger_entries"
    __table_args__ = (CheckConstraint("pence <> 0", name="pence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(ForeignKey("ledger_transactions.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("ledger_accounts.id"), index=True)
    pence: Mapped[int]
    transaction: Mapped[Transaction] = relationship(back_populates="entries")
    account: Mapped[Account] = relationship()
