"""Each time someone signed in: on what, since when, last seen when. Seen and ended by them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class SignIn(Base):
    """One signed-in device. The cookie holds a key; only its hash is kept here."""

    __tablename__ = "sign_ins"
    __table_args__ = (CheckConstraint("ended_how IN ('', 'left', 'here', 'elsewhere', 'password')", name="ended_how"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    """The browser and the sort of machine in a few words, like "Firefox on a phone"; no address is kept."""
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    """Within ten minutes: it is not written at every page."""
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str] = mapped_column(default="")
