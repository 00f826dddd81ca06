"""A real database for each integration test: one migrated file a run, a savepoint a test that is taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from marketplace.app import create_app
from marketplace.cli.database import migrate, open_sessions
from marketplace.config import load_settings
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


@pytest.fixture
def app(tmp_path, clock):
    """Return the whole site on a fresh database of its own, on 1 September 2026."""
    clock("2026-09-01T09:00")
    settings = load_settings(data=tmp_path)
    sessions = open_sessions(settings)
    made = create_app(settings)
    made.extensions["test_sessions"] = sessions
    yield made
    made.extensions["kith_engine"].dispose()
    sessions.kw["bind"].dispose()


@pytest.fixture
def sessions(app):
    """Return the session maker of the app's database; commit what the app is to see."""
    return app.extensions["test_sessions"]


@pytest.fixture
def client(app):
    """Return a visitor who is not signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(app):
    """Return a function that gives a client signed in as a person, without the form: sign_in(margaret)."""

    def as_(person):
        client = app.test_client()
        with client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = person.fs_uniquifier, True
        return client

    return as_
