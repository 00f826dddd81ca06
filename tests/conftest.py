"""What every test may use: the folder of real feeds, and a clock that a test sets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TEST_DATA = os.environ.get("KITH_TEST_DATA", "")


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Return the folder of real feeds; where it is not set the tests that read it are named and not run."""
    if not TEST_DATA:
        pytest.skip("KITH_TEST_DATA is not set: tests on real feeds, official schemas and vectors were not run")
    return Path(TEST_DATA)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    """Return a function that freezes the site's clock: clock("2026-09-01T09:00")."""

    def freeze(text: str) -> None:
        monkeypatch.setenv("KITH_NOW", text)

    return freeze
