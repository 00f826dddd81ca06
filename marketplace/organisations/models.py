"""Provider organisations, groups, councils and other payers; who belongs to them; their workers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base

PAYER_KINDS = ("council", "nhs", "fund_holder", "trust", "community_group")


class Organisation(Base):
    """A body that gives support or pays for it, with the legal facts an invoice needs (rules T1, C11)."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('provider', 'group', 'council', 'nhs', 'fund_holder', 'trust', 'community_group')", name="kind"
        ),
        CheckConstraint("vat_status IN ('not_registered', 'exempt', 'standard', 'zero')", name="vat_status"),
        CheckConstraint("pay_within_days BETWEEN 0 AND 90", name="pay_within_days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    legal_name: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    charity_number: Mapped[str] = mapped_column(default="")
    company_number: Mapped[str] = mapped_column(default="")
    nation: Mapped[str] = mapped_column(default="england-and-wales")
    vat_status: Mapped[str] = mapped_column(default="not_registered")
    invoice_prefix: Mapped[str] = mapped_column(default="")
    """Starts each invoice number and bank reference: letters that tell nothing, like "HW"."""
    pay_within_days: Mapped[int] = mapped_column(default=14)
    bank_account_name: Mapped[str] = mapped_column(default="")
    bank_sort_code: Mapped[str] = mapped_column(default="")
    bank_account_number: Mapped[str] = mapped_column(default="")
    complaints: Mapped[str] = mapped_column(default="")
    """How to complain to it, in its own words (row K11)."""
    created_at: Mapped[datetime]
    workers: Mapped[list[Worker]] = relationship(back_populates="organisation", order_by="Worker.first_name")


class Membership(Base):
    """One person's place in one organisation, and what it lets them do."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id", "role"),
        CheckConstraint("role IN ('staff', 'worker', 'payer')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Worker(Base):
    """A paid worker, volunteer or peer of one organisation; checks by level and month only (rules W5, W6)."""

    __tablename__ = "workers"
    __table_args__ = (CheckConstraint("kind IN ('paid', 'volunteer', 'peer')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    first_name: Mapped[str]
    title: Mapped[str] = mapped_column(default="Worker")
    kind: Mapped[str] = mapped_column(default="paid")
    drives: Mapped[bool] = mapped_column(default=False)
    interests: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    check_level: Mapped[str] = mapped_column(default="none needed")
    check_month: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    organisation: Mapped[Organisation] = relationship(back_populates="workers")
