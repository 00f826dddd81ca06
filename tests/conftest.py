"""What every test may use: the folder of real feeds, and a clock that a test sets. Whatever a test makes is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings

from tests import watching

# Timing never decides a test: on a busy machine a quick one may take a second.
settings.register_profile("kith", deadline=None)
settings.load_profile("kith")
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


@pytest.fixture(scope="session", autouse=True)
def _all_that_is_made_is_read():
    """Read every page, mail, text and invoice that any test makes: tests/watching.py."""
    yield from watching.watch(Flask)


@pytest.fixture(autouse=True)
def _nothing_it_made_is_at_fault():
    watching.typed.clear()
    yield
    faults = watching.take_faults()
    assert faults == [], "\n".join(faults)
