"""Provider organisations, groups, councils and other payers; who belongs to them; their workers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
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
    usually_answers_minutes: Mapped[int | None]
    """How long asks waited for an answer lately, the middle one of them; None before there are enough to say."""
    answers_counted: Mapped[int] = mapped_column(default=0)
    answers_measured_on: Mapped[date | None]
    created_at: Mapped[datetime]
    workers: Mapped[list[Worker]] = relationship(back_populates="organisation", order_by="Worker.first_name")


class Membership(Base):
    """One person's place in one organisation, and what it lets them do."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id", "role"),
        CheckConstraint("role IN ('manager', 'staff', 'worker', 'payer')", name="role"),
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
    about: Mapped[str] = mapped_column(Text, default="")
    skills: Mapped[list[str]] = mapped_column(default=list)
    training: Mapped[list[Any]] = mapped_column(default=list)
    """Courses as they state them: {"name": …, "year": …} (row M05)."""
    availability: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Weekday ("0" is Monday) → "day", "evening", "night" (row M10)."""
    bank_holidays: Mapped[bool | None]
    check_level: Mapped[str] = mapped_column(default="none needed")
    check_month: Mapped[date | None]
    check_seen_by: Mapped[str] = mapped_column(default="")
    """Who there saw the paper; never a number or what it says (rules W5, W6)."""
    update_service: Mapped[bool | None]
    active: Mapped[bool] = mapped_column(default=True)
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What everyone may read of them, as staff of this site approved it; None before that."""
    sent_at: Mapped[datetime | None]
    """When what is written above was sent to be checked; None while it does not wait."""
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was not taken, where it was not."""
    organisation: Mapped[Organisation] = relationship(back_populates="workers")
    days_off: Mapped[list[DaysOff]] = relationship(cascade="all, delete-orphan", order_by="DaysOff.starts_on")


class DaysOff(Base):
    """Days on which a worker is away, both ends included."""

    __tablename__ = "worker_days_off"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class ColleagueInvite(Base):
    """A link by mail that lets a colleague act in an organisation; used once, kept only as a hash."""

    __tablename__ = "colleague_invites"
    __table_args__ = (CheckConstraint("role IN ('manager', 'staff', 'worker')", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[str]
    email: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    good_until: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancelled_at: Mapped[datetime | None]
