"""The whole site on a fresh database, asked through Flask's client."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Return the site with an empty database."""
    settings = load_settings(data=tmp_path_factory.mktemp("var"))
    sessions = open_sessions(settings)
    yield create_app(settings)
    sessions.kw["bind"].dispose()


@pytest.fixture
def client(app):
    """Return a visitor who is not signed in."""
    return app.test_client()


@pytest.fixture
def read(client):
    """Return a function that opens a page and reads it: read("/words")."""

    def ask(path: str, *, status: int = 200, **asked) -> BeautifulSoup:
        response = client.open(path, **asked)
        assert response.status_code == status, response.status
        return BeautifulSoup(response.text, "html5lib")

    return ask
