"""Support money: an agreed amount for one person, who looks after it, and what it pays for."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base

WAYS = ("person", "trusted_person", "trust", "community_group", "provider", "council")


class Budget(Base):
    """One person's support money. Ledger in pounds, not hours (row F34); `way` is who looks after it (row F20)."""

    __tablename__ = "budgets"
    __table_args__ = (
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("weekly_pence >= 0", name="weekly_pence"),
        CheckConstraint("way = 'person' OR payer_organisation_id IS NOT NULL", name="payer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    payer_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    way: Mapped[str]
    weekly_pence: Mapped[int]
    covers_travel: Mapped[bool] = mapped_column(default=False)
    """Travel is in this budget only where it was assessed (row D06); otherwise miles go to the person."""
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
