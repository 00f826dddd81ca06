"""Who may act for whom, and the codes that invite them (rules G5, K04; section 2.17 of the domain text)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base

_KIND = "kind IN ('helper', 'trusted', 'nominee', 'lawful_representative')"


class ActingFor(Base):
    """One person who may act for another: kind, what they may do, from when to when."""

    __tablename__ = "acting_for"
    __table_args__ = (
        CheckConstraint(_KIND, name="kind"),
        CheckConstraint("person_id <> helper_id", name="someone_else"),
        CheckConstraint("limit_pence >= 0", name="limit_pence"),
        CheckConstraint("kind <> 'lawful_representative' OR checked_by_id IS NOT NULL", name="checked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str]
    may_see: Mapped[bool] = mapped_column(default=True)
    may_buy: Mapped[bool] = mapped_column(default=False)
    may_pay: Mapped[bool] = mapped_column(default=False)
    limit_pence: Mapped[int | None]
    """The most that one thing they say yes to may cost."""
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    """When it was stopped before its last day, at once."""
    power: Mapped[str] = mapped_column(default="")
    """What a lawful representative's power is, and the day the paper was seen: "Attorney for money, seen 3 May 2026"."""
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Invitation(Base):
    """A code that lets whoever is given it act for someone; used once, kept only as a hash."""

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint(_KIND, name="kind"), CheckConstraint("limit_pence >= 0", name="limit_pence"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    called: Mapped[str]
    """What the person calls who they invited, to know them by."""
    kind: Mapped[str]
    may_buy: Mapped[bool] = mapped_column(default=False)
    may_pay: Mapped[bool] = mapped_column(default=False)
    limit_pence: Mapped[int | None]
    ends_on: Mapped[date | None]
    made_at: Mapped[datetime]
    good_until: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancelled_at: Mapped[datetime | None]
