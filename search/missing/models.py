"""One thing that somebody missed."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class MissingWish(Base):
    """What was looked for, roughly where, and on which day. Nothing here says who: no number, no address, no hour."""

    __tablename__ = "missing_wishes"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]
    outcode: Mapped[str] = mapped_column(default="")
    """The first part of a postcode ("SK22"), or "" when nothing was said."""
    told_on: Mapped[date] = mapped_column(index=True)
    submit_key: Mapped[str] = mapped_column(unique=True)
    """A random text of the form itself, against double presses; it stands nowhere else."""
