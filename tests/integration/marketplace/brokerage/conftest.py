"""Millbrook as it stood on 1 July 2026, and Margaret's agreement with Harbour Wellbeing."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.cli.millbrook import august, places
from marketplace.kernel.clock import parse_moment


@pytest.fixture
def town(session):
    return places.open_town(session, at=parse_moment("2026-07-01T08:00"))


@pytest.fixture
def agreement(session, town):
    return august.agree_with_harbour(session, town=town, key="margaret", day=date(2026, 7, 1))
