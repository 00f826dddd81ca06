"""Keeping what people missed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.db import add_once
from search.missing.models import MissingWish


def tell(session: Session, *, words: str, outcode: str, on: date, submit_key: str) -> None:
    """Keep what was looked for, once for each submit key; flushes. A day is given, never an hour."""
    if session.scalar(select(MissingWish.id).where(MissingWish.submit_key == submit_key)) is None:
        add_once(session, MissingWish(words=words, outcode=outcode, told_on=on, submit_key=submit_key))
