"""A version in words."""

from __future__ import annotations

from marketplace.kernel.filters import short_date
from marketplace.organisations.expectations.models import Expectations, ExpectationsAcceptance


def parts(text: str) -> list[str]:
    """Return the paragraphs of a text: what stands between empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def dated(version: Expectations) -> str:
    """Return "Version 3, from 15 June 2026"."""
    return f"Version {version.version}, from {short_date(version.published_at)}"


def yes_words(accepted: ExpectationsAcceptance) -> str:
    """Return who said yes and when: "Jo Marsden said yes on 16 June 2026"."""
    return f"{accepted.name} said yes on {short_date(accepted.accepted_at)}"
