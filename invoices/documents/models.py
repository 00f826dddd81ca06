"""Issued invoices: frozen copies. Never edited, never deleted; put right only by a credit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base


class NumberSeries(Base):
    """The next invoice number of one provider; taken in the issuing transaction, so there are no gaps."""

    __tablename__ = "invoice_number_series"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    next_number: Mapped[int] = mapped_column(default=1)


class Invoice(Base):
    """One invoice: one person, one payer, one provider (section 0, point 3). Amounts in pence."""

    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("organisation_id", "series_number"),
        CheckConstraint("(payer_person_id IS NULL) <> (payer_organisation_id IS NULL)", name="one_payer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    payer_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    payer_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    series_number: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str] = mapped_column(unique=True)
    """What to write on a bank payment: the number without signs; tells nothing of who or what for (rule G4)."""
    month: Mapped[date]
    """The first day of the month it is for."""
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    pay_by: Mapped[date]
    total_pence: Mapped[int]
    parties: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Names, addresses, bank details and contacts exactly as they were at issue."""
    lines: Mapped[list[InvoiceLine]] = relationship(back_populates="invoice", order_by="InvoiceLine.position")


class InvoiceLine(Base):
    """One line, frozen. `source` is unique, so nothing can be billed twice ("visit:12:support:0")."""

    __tablename__ = "invoice_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    position: Mapped[int]
    source: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    happened_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    """What it was, in plain words: "Support with Dev, 10 am to midday"."""
    holiday: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(Text, default="")
    """How the figure was reached, in one plain sentence."""
    minutes: Mapped[int | None]
    pence_per_hour: Mapped[int | None]
    miles_tenths: Mapped[int | None]
    pence_per_mile: Mapped[int | None]
    pence: Mapped[int]
    invoice: Mapped[Invoice] = relationship(back_populates="lines")
