"""Payments received by providers, keyed against an invoice. The site holds no money; it keeps the record."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class Payment(Base):
    """One payment a provider says it received. Pence."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("pence > 0", name="pence"),
        CheckConstraint("way IN ('bank', 'cheque', 'cash', 'card')", name="way"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    pence: Mapped[int]
    received_on: Mapped[date]
    way: Mapped[str] = mapped_column(default="bank")
    keyed_at: Mapped[datetime]
    keyed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submit_key: Mapped[str] = mapped_column(unique=True)
