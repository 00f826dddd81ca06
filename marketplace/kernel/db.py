"""The database: one declarative base, named constraints, UTC times, and SQLite made safe for money.

SQLite runs in WAL mode with synchronous FULL (a committed payment survives a power cut) and a ten-second wait.
A transaction that may write begins IMMEDIATE, so that two writers queue instead of one failing half-way; a
read-only one (`read_only=True` in its execution options) begins DEFERRED and blocks nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import JSON, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
    from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")
AT_ONCE = 5000
"""How many values one statement is given: SQLite takes 32,766 at most, PostgreSQL 65,535."""
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC. A time without a zone is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware time into UTC; raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a time without a zone cannot be stored"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the stored time back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table inherits."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime(), list[str]: JSON(), list[Any]: JSON(), dict[str, Any]: JSON()}  # noqa: RUF012


def make_engine(url: str) -> Engine:
    """Return an engine for a database address; SQLite gets the settings that the module text names."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the session maker of an engine; objects stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def read_only(engine: Engine) -> Engine:
    """Return the same engine for transactions that only read."""
    return engine.execution_options(read_only=True)


def reading(sessions: sessionmaker[Session]) -> sessionmaker[Session]:
    """Return a maker of sessions on the same database that only read, and so block no writer."""
    return make_sessions(read_only(sessions.kw["bind"]))


def add_once(session: Session, row: Base) -> bool:
    """Add a row that has a unique key and flush; say whether it is new. Pressed twice at the same moment, one is kept."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return False
    return True


def in_parts(many: Sequence[T], *, size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield many values in parts that one statement may be given: a few statements, however many there are."""
    for at in range(0, len(many), size):
        yield many[at : at + size]


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not open transactions by itself: we say BEGIN, in _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
