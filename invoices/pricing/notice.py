"""Notice to cancel, by the clock on the wall: seven days means the same clock time seven days before (section 7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from marketplace.kernel.clock import LONDON


def free_until(start: datetime, *, notice_days: int) -> datetime:
    """Return the last moment (UTC) at which cancelling a visit costs nothing.

    A wall time that comes twice counts to its second time, the kinder reading; one the clocks skip is read as an hour on.
    """
    wall = start.astimezone(LONDON).replace(tzinfo=None) - timedelta(days=notice_days)
    if notice_days == 0:
        return start.astimezone(UTC)
    return (
        wall.replace(tzinfo=LONDON, fold=1).astimezone(UTC)
        if _twice(wall)
        else wall.replace(tzinfo=LONDON).astimezone(UTC)
    )


def is_free(start: datetime, *, told_at: datetime, notice_days: int) -> bool:
    """Say whether telling at `told_at` is in time: at or before the limit is free."""
    return told_at.astimezone(UTC) <= free_until(start, notice_days=notice_days)


def _twice(wall: datetime) -> bool:
    first, second = wall.replace(tzinfo=LONDON, fold=0), wall.replace(tzinfo=LONDON, fold=1)
    return bool(
        first.utcoffset() and first.utcoffset() != second.utcoffset() and first.astimezone(UTC) < second.astimezone(UTC)
    )
