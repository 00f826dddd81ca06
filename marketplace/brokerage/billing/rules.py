"""What of a visit is ready for a bill, and what is held, and why. Pure."""

from __future__ import annotations

import re
from datetime import date

from marketplace.kernel.errors import DomainError


def parse_month(text: str) -> date:
    """Return the first day of "2026-08". Raises DomainError for anything else."""
    found = re.fullmatch(r"(20\d{2})-(\d{2})", text.strip(), re.ASCII)
    try:
        return date(int(found[1]), int(found[2]), 1) if found else date.fromisoformat("")
    except ValueError:
        raise DomainError("Write the month like 2026-08.") from None


def why_held(state: str | None, part: str) -> str:
    """Return why a part of a visit waits ("" when it may be billed): not written down, not agreed, being checked."""
    if state is None:
        return "the worker has not written it down yet"
    if state == "disputed":
        return f"{part} being checked"
    return "" if state == "agreed" else f"{part} not agreed yet"
