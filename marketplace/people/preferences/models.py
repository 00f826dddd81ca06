"""How someone likes to be reached, and the help they need to communicate (rules X3, L02, L08). No health facts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class Preferences(Base):
    """One row a person, once they have said anything."""

    __tablename__ = "preferences"
    __table_args__ = (CheckConstraint("way IN ('email', 'text', 'post', 'phone')", name="way"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    way: Mapped[str] = mapped_column(default="email")
    best_time: Mapped[str] = mapped_column(default="")
    needs: Mapped[list[str]]
    """Which of the known kinds of help: keys of presenters.NEEDS."""
    language: Mapped[str] = mapped_column(default="")
    other_help: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime]
    ask_again_on: Mapped[date]
    """Step six of the Accessible Information Standard (DAPB1605): look again, a year later."""
