"""A real database for each integration test: one migrated file a run, a savepoint a test that is taken back."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.kernel.db import make_engine
from tests.databases import Databases, PostgresDatabases, SqliteDatabases
from tests.integration.signing_in import signed_in
from tests.postgres import Server, is_there

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """Return a real PostgreSQL server, started for this run."""
    if not is_there():
        message = "PostgreSQL is missing: tests on it were not run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    server = Server(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request, tmp_path_factory) -> Databases:
    """Return what gives fresh, migrated databases: each test of the database runs on both."""
    if request.param == "sqlite":
        return SqliteDatabases(tmp_path_factory.mktemp("databases"))
    return PostgresDatabases(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def engine(databases):
    """Return the engine of a migrated database, the same for the whole run."""
    made = make_engine(databases.fresh())
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
def app(tmp_path, clock, databases):
    """Return the whole site on a fresh database of its own, on 1 September 2026."""
    clock("2026-09-01T09:00")
    settings = load_settings(data=tmp_path)
    settings.database_url = databases.fresh()
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
        return signed_in(app, app.extensions["test_sessions"], person.fs_uniquifier)

    return as_
