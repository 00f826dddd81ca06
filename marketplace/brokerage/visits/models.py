"""Visits, planned and delivered. What the worker recorded is kept version by version; nothing is written over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base


class Visit(Base):
    """One planned visit under an agreement: when (UTC), who, what for, bus or the worker's car."""

    __tablename__ = "visits"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("travel IN ('bus', 'car')", name="travel"),
        CheckConstraint("status IN ('planned', 'recorded', 'cancelled')", name="status"),
        CheckConstraint("planned_miles_tenths >= 0", name="planned_miles"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("workers.id"), index=True)
    status: Mapped[str] = mapped_column(default="planned", index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    task: Mapped[str] = mapped_column(default="")
    travel: Mapped[str] = mapped_column(default="bus")
    """bus stands for bus, train or walking: no charged miles (row D07)."""
    planned_miles_tenths: Mapped[int] = mapped_column(default=0)
    higher_price_agreed_at: Mapped[datetime | None]
    """When the person ticked "Bank-holiday price… Book anyway" (row E07)."""
    planned_at: Mapped[datetime]
    planned_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    cancelled_at: Mapped[datetime | None]
    submit_key: Mapped[str] = mapped_column(unique=True)
    records: Mapped[list[VisitRecord]] = relationship(back_populates="visit", order_by="VisitRecord.version")

    @property
    def latest(self) -> VisitRecord | None:
        """Return the newest version of what the worker recorded, if any."""
        return self.records[-1] if self.records else None


class VisitRecord(Base):
    """What the worker says happened, one version; and what the person said of its times and of its miles.

    Each part is waiting, agreed or disputed ("That is not right"): a disputed part is held out of the bill (row D04).
    """

    __tablename__ = "visit_records"
    __table_args__ = (
        UniqueConstraint("visit_id", "version"),
        CheckConstraint("ended_at > started_at", name="ended_after_start"),
        CheckConstraint("miles_tenths >= 0", name="miles"),
        CheckConstraint("times_state IN ('waiting', 'agreed', 'disputed')", name="times_state"),
        CheckConstraint("miles_state IN ('waiting', 'agreed', 'disputed')", name="miles_state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    version: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    miles_tenths: Mapped[int] = mapped_column(default=0)
    what_was_done: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    times_state: Mapped[str] = mapped_column(default="waiting")
    miles_state: Mapped[str] = mapped_column(default="waiting")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    not_right: Mapped[str] = mapped_column(Text, default="")
    """The person's own words about what is not right; may be empty."""
    visit: Mapped[Visit] = relationship(back_populates="records")
