"""The one place that asks what time it is. Everything below is given the time.

Times are kept in UTC; people agree London wall time (section 7 of the domain text).
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from marketplace.kernel.errors import SetUpError

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the time now, in UTC, to the second; KITH_NOW freezes it outside production.

    Raises SetUpError when KITH_NOW cannot be read.
    """
    frozen = os.environ.get("KITH_NOW", "")
    if frozen and os.environ.get("KITH_ENVIRONMENT", "development") != "production":
        return parse_moment(frozen)
    return datetime.now(UTC).replace(microsecond=0)


def parse_moment(text: str) -> datetime:
    """Return an ISO time in UTC; one without an offset is London time. Raises SetUpError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        msg = f"The time {text!r} cannot be read; write it like 2026-09-01T09:00."
        raise SetUpError(msg) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def london(moment: datetime) -> datetime:
    """Return an aware time as London wall time."""
    return moment.astimezone(LONDON)


def london_date(moment: datetime) -> date:
    """Return the London date of an aware time."""
    return london(moment).date()


def from_london(day: date, at: time) -> datetime:
    """Return the UTC time of a London wall-clock time.

    A time that comes twice (clocks going back) is the first of the two; one that the clocks skip is read as if
    they had not yet gone forward, which is what Python's zone rules do.
    """
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """Return the start of a London month and of the next one, in UTC."""
    start = date(year, month, 1)
    after = (start + timedelta(days=32)).replace(day=1)
    return from_london(start, time()), from_london(after, time())
