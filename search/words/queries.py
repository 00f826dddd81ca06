"""Reading the table of words: the shipped rows with what staff changed laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.kernel.errors import NotFoundError
from search.synonyms import Meaning, Table, shipped, table_of
from search.words.models import KeptMeaning


@dataclass(frozen=True)
class Row:
    """One row as staff see it: whether it came with the site, was changed here, and is used."""

    key: str
    said: Sequence[str]
    means: Sequence[str]
    shipped: bool
    changed: bool
    off: bool


def table(session: Session) -> Table:
    """Return the table that searches use; read anew only once staff changed something."""
    revisions = session.scalar(select(func.sum(KeptMeaning.revision)))
    if not revisions:
        return _shipped_table()
    return _kept(session, f"{session.get_bind().engine.url} {revisions}")


def rows(session: Session) -> list[Row]:
    """Return every row by what people say, those switched off included."""
    ours = {one.key: one for one in shipped()}
    kept = {one.key: one for one in session.scalars(select(KeptMeaning))}
    found = [Row(one.key, one.said, one.means, one.key in ours, True, one.off) for one in kept.values()]
    found += [Row(key, one.said, one.means, True, False, False) for key, one in ours.items() if key not in kept]
    return sorted(found, key=lambda one: one.key)


def row(session: Session, *, key: str) -> Row:
    """Return one row. Raises NotFoundError."""
    found = next((one for one in rows(session) if one.key == key), None)
    if found is None:
        raise NotFoundError
    return found


@lru_cache(maxsize=1)
def _shipped_table() -> Table:
    return table_of(shipped())


_LAST: dict[str, Table] = {}
"""The table as it was read last, by what it was read from."""


def _kept(session: Session, mark: str) -> Table:
    if mark not in _LAST:
        made = table_of([Meaning(one.said, one.means) for one in rows(session) if not one.off])
        _LAST.clear()
        _LAST[mark] = made
    return _LAST[mark]
