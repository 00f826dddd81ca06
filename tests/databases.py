"""Fresh, migrated databases for tests, on SQLite and on PostgreSQL: migrated once a run, then copied."""

from __future__ import annotations

import itertools
import shutil
from typing import TYPE_CHECKING, Protocol

from marketplace.cli.database import migrate
from marketplace.kernel.db import make_engine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgres import Server


class Databases(Protocol):
    """Whatever can give the address of a fresh, migrated database."""

    dialect: str

    def fresh(self) -> str:
        """Return the address of a database nobody has used."""


class SqliteDatabases:
    """Copies of one migrated file."""

    dialect = "sqlite"

    def __init__(self, folder: Path) -> None:
        """Migrate the file that is copied."""
        self._folder, self._numbers = folder, itertools.count(1)
        _migrate(f"sqlite:///{folder / 'template.db'}")

    def fresh(self) -> str:
        """Return the address of a new copy."""
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copy(self._folder / "template.db", file)
        return f"sqlite:///{file}"


class PostgresDatabases:
    """Copies of one migrated database of a server."""

    dialect = "postgresql"

    def __init__(self, server: Server) -> None:
        """Migrate the database that is copied."""
        self._server, self._template = server, server.create()
        _migrate(server.url(self._template))

    def fresh(self) -> str:
        """Return the address of a new copy."""
        return self._server.url(self._server.create(self._template))


def _migrate(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # The whole database in its one file, so that a copy of the file is a copy of the database.
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    engine.dispose()
