"""A payer's service expectations: one row a version, never changed; and who accepted which."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class Expectations(Base):
    """One published version. The newest holds; older ones stay readable."""

    __tablename__ = "expectations"
    __table_args__ = (UniqueConstraint("organisation_id", "version"), CheckConstraint("version > 0", name="version"))

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    """The payer whose money it is about."""
    version: Mapped[int]
    title: Mapped[str]
    covers: Mapped[str] = mapped_column(Text)
    """What the money covers."""
    expects: Mapped[str] = mapped_column(Text)
    """What is expected of whoever is paid from it."""
    published_at: Mapped[datetime]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))


class ExpectationsAcceptance(Base):
    """That an organisation accepted a version: who pressed, the name they gave, when."""

    __tablename__ = "expectations_accepted"
    __table_args__ = (UniqueConstraint("expectations_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    expectations_id: Mapped[int] = mapped_column(ForeignKey("expectations.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    accepted_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    accepted_at: Mapped[datetime]
