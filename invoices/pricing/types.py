"""What pricing is given and what it gives back. Plain frozen facts: pence, minutes, tenths of a mile, aware times.

What there are many of at a month end is a named tuple: as fixed as a frozen dataclass, and made in a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple


@dataclass(frozen=True)
class Rates:
    """The prices of an hour in force, in pence, and what goes with them. A price that is not there falls through."""

    normal: int
    bank_holiday: int | None = None
    night: int | None = None
    weekend: int | None = None
    night_from: time | None = None
    night_to: time | None = None
    pence_per_mile: int | None = None
    minimum_minutes: int = 0
    extra_days: Mapping[date, str] = field(default_factory=dict)
    """The provider's own higher-price days: date → name; each date counts once."""
    ordinary_days: frozenset[date] = frozenset()
    """Bank holidays that the provider charges as ordinary days."""


class VisitToPrice(NamedTuple):
    """One visit as it happened."""

    start: datetime
    end: datetime
    nation: str = "england-and-wales"
    miles_tenths: int = 0
    pence_per_mile: int | None = None
    planned_minutes: int | None = None
    banked_minutes: int = 0
    minutes_from_saved: int = 0
    saved_at_pence_per_hour: int | None = None
    source: str = ""


class Line(NamedTuple):
    """One priced line, and how its figure was reached."""

    kind: str
    """support, travel, late_cancellation, saved_for_later or saved_hours_used."""
    pence: int
    day: date | None = None
    rate: str = ""
    """bank_holiday, night, weekend or normal; "" for lines without an hourly price."""
    minutes: int | None = None
    pence_per_hour: int | None = None
    miles_tenths: int | None = None
    pence_per_mile: int | None = None
    holiday: str = ""
    source: str = ""
    why: str = ""

    @property
    def shares_as(self) -> str:
        """Return the kind whose payer and whose group share this line follows: support, or travel."""
        return "travel" if self.kind == "travel" else "support"
