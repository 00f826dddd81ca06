"""Reading what people missed; for staff."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from search.missing.models import MissingWish


def newest(session: Session, *, most: int = 200) -> Sequence[MissingWish]:
    """Return what people missed: the newest day first, within a day by their words, so that their order tells nothing."""
    wanted = select(MissingWish).order_by(MissingWish.told_on.desc(), MissingWish.words, MissingWish.id)
    return session.scalars(wanted.limit(most)).all()
