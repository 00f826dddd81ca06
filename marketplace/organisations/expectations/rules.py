"""Which version of a payer's expectations holds, and why money waits for a yes. Pure (rows M01 to M03)."""

from __future__ import annotations


def next_version(newest: int | None) -> int:
    """Return the number of the next version: 1 for the first."""
    return (newest or 0) + 1


def newer_than_seen(newest: int | None, seen: int) -> str:
    """Return "" or the sentence for somebody who wrote on top of a version that is not the newest any more."""
    if (newest or 0) == seen:
        return ""
    return f"Somebody published version {newest} since you opened this. Read it first, then publish yours."


def why_waits(payer: str) -> str:
    """Return why what a payer is to pay for waits (row M02)."""
    return f"say yes to what {payer} expects first"
