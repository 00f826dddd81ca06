"""A real database for each integration test: one migrated file a run, a savepoint a test that is taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from marketplace.cli.database import migrate
from marketplace.kernel.db import make_engine

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """Return the engine of a migrated SQLite file, the same for the whole run."""
    made = make_engine(f"sqlite:///{tmp_path_factory.mktemp('db') / 'kith.db'}")
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def session(engine):
    """Return a session whose work, commits included, is taken back after the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as made:
            yield made
        outer.rollback()


@pytest.fixture
def now() -> datetime:
    """Return the time most tests are set in: 9 am in London on 1 September 2026."""
    return NOW
