"""What is done once a day, by whichever worker comes first: each round and the London day it was last gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from marketplace.kernel.clock import london_date
from marketplace.kernel.db import Base


class RoundGone(Base):
    """The last day on which a round was gone."""

    __tablename__ = "rounds"

    name: Mapped[str] = mapped_column(primary_key=True)
    last_on: Mapped[date | None]


@dataclass(frozen=True)
class Round:
    """A name, what it is in words, and what is done: it returns how many things it changed, and never commits."""

    name: str
    words: str
    act: Callable[[Session, datetime], int]


def go(sessions: sessionmaker[Session], rounds: Iterable[Round], *, at: datetime) -> dict[str, int]:
    """Go every round that was not gone on this London day; return its name → how many things it changed.

    The day is written in the transaction that does the work, so of several workers one does it, and one that breaks off
    leaves it to be done again.
    """
    done = {}
    for one in rounds:
        with sessions() as session:
            if _is_due(session, one.name, london_date(at)):
                done[one.name] = one.act(session, at)
                session.commit()
    return done


def _is_due(session: Session, name: str, today: date) -> bool:
    if session.get(RoundGone, name) is None:
        try:
            with session.begin_nested():
                session.execute(insert(RoundGone).values(name=name, last_on=None))
        except IntegrityError:
            return False  # another worker goes it for the first time just now
        session.expire_all()
    not_yet = or_(RoundGone.last_on.is_(None), RoundGone.last_on < today)
    held = session.execute(update(RoundGone).where(RoundGone.name == name, not_yet).values(last_on=today))
    return bool(held.rowcount)  # type: ignore[attr-defined]
