"""Passwords: Argon2id with the cost OWASP names (19 MiB, two passes, one lane), apart from any web request."""

from __future__ import annotations

from typing import Any

from argon2 import PasswordHasher

COST: dict[str, Any] = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1}
_hasher = PasswordHasher(**COST)


def hashed(password: str) -> str:
    """Return the stored form of a password; the web's sign-in checks it with the same scheme."""
    return _hasher.hash(password)
