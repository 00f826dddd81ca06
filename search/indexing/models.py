"""Index jobs: one row for each listing that changed, written in the transaction that changed it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base


class IndexJob(Base):
    """A listing whose document in the index must be made anew or taken out. No foreign key: it may be gone."""

    __tablename__ = "index_jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(index=True)
    written_at: Mapped[datetime]
