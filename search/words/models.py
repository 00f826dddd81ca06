"""What staff changed in the table of words. A row with the key of a shipped one stands in its place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class KeptMeaning(Base):
    """One row: what people say, and what listings say; or that a shipped row is not used here."""

    __tablename__ = "search_meanings"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """The first thing people say, in small letters; for a changed row, that of the shipped one."""
    said: Mapped[list[str]]
    means: Mapped[list[str]]
    off: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)
    """How often it was changed: the sum over all rows tells whether any was."""
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
