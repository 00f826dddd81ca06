"""The standing agreement between one person and one provider: terms, the prices then in force, notice, 14-day right.

Visits hang from it (section 0, point 12, and rule C1b of the domain text). Its prices are copies: a later price list
never reaches into it without a yes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base


class Agreement(Base):
    """Offered by the provider, then agreed by the person; the texts are kept as they were shown (rule C2)."""

    __tablename__ = "agreements"
    __table_args__ = (
        CheckConstraint("status IN ('offered', 'active', 'declined', 'ended')", name="status"),
        CheckConstraint("weekly_minutes > 0", name="weekly_minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("support_requests.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    budget_id: Mapped[int | None] = mapped_column(ForeignKey("budgets.id"))
    status: Mapped[str] = mapped_column(default="offered", index=True)
    what: Mapped[str] = mapped_column(Text)
    weekly_minutes: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    nation: Mapped[str]
    notice_days: Mapped[int]
    saved_hours_policy: Mapped[str]
    terms: Mapped[str] = mapped_column(Text)
    offered_at: Mapped[datetime]
    offered_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    cancel_right: Mapped[str] = mapped_column(Text, default="")
    """The 14-day text exactly as it was shown when the person agreed; "" where the person pays nothing (rule C6)."""
    early_start: Mapped[str] = mapped_column(Text, default="")
    """The early-start words the person ticked; "" when they did not."""
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    prices: Mapped[list[AgreementPrice]] = relationship(
        back_populates="agreement", order_by="AgreementPrice.valid_from"
    )
    payers: Mapped[list[AgreementPayer]] = relationship(back_populates="agreement", order_by="AgreementPayer.line_kind")


class AgreementPrice(Base):
    """A copy of the price list the agreement was made with; same units as listings.models.PriceList."""

    __tablename__ = "agreement_prices"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    pence_per_hour: Mapped[int]
    bank_holiday_pence_per_hour: Mapped[int | None]
    night_pence_per_hour: Mapped[int | None]
    weekend_pence_per_hour: Mapped[int | None]
    night_from: Mapped[time | None]
    night_to: Mapped[time | None]
    pence_per_mile: Mapped[int | None]
    minimum_minutes: Mapped[int]
    higher_days: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ordinary_days: Mapped[list[str]] = mapped_column(default=list)
    higher_reason: Mapped[str] = mapped_column(default="")
    agreement: Mapped[Agreement] = relationship(back_populates="prices")


class AgreementPayer(Base):
    """Who pays one kind of line: the payer belongs to the line, not to the visit (section 0, point 3)."""

    __tablename__ = "agreement_payers"
    __table_args__ = (
        UniqueConstraint("agreement_id", "line_kind"),
        CheckConstraint("line_kind IN ('support', 'travel')", name="line_kind"),
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="one_payer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    line_kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    agreement: Mapped[Agreement] = relationship(back_populates="payers")
