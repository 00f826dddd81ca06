"""Millbrook as it opened on 1 July 2026, and some of its people signed in."""

from __future__ import annotations

import pytest

from marketplace.cli.millbrook import places
from marketplace.kernel.clock import parse_moment


@pytest.fixture
def town(sessions):
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    return made


@pytest.fixture
def jo(town, sign_in):
    return sign_in(town.people["jo"])


@pytest.fixture
def robin(town, sign_in):
    return sign_in(town.people["robin"])


@pytest.fixture
def tom(town, sign_in):
    return sign_in(town.people["tom"])
