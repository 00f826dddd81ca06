"""Unit tests touch no network and no database."""

from __future__ import annotations

import pytest
from pytest_socket import disable_socket


@pytest.fixture(autouse=True)
def _no_sockets():
    disable_socket(allow_unix_socket=True)
    yield
    from pytest_socket import enable_socket

    enable_socket()
