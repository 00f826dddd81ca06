"""Visits into lines: one line is one visit, one date, one band, rounded to the penny by itself (section 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from invoices.pricing.bands import Band, bands
from invoices.pricing.notice import is_free
from invoices.pricing.types import Line, Rates, VisitToPrice
from marketplace.kernel.clock import LONDON
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import hours, miles
from marketplace.kernel.money import pounds, price_per_mile, round_half_away

POLICIES = ("charge_when_used", "paid_when_planned")


def price_visit(visit: VisitToPrice, *, rates: Rates, policy: str = "charge_when_used") -> list[Line]:
    """Return the lines of one visit: support by band, travel, hours saved for later, saved hours used.

    `policy` is the saved-hours policy fixed in the agreement: charge_when_used (saving costs nothing now; used hours
    cost the price of that day) or paid_when_planned (saved hours were paid for; using them costs only a difference).
    Raises DomainError for what cannot be priced.
    """
    if policy not in POLICIES:
        raise DomainError(f"There is no saved-hours policy called {policy!r}.")
    lines = _support(visit, rates=rates, policy=policy)
    if visit.banked_minutes:
        lines += _saved(visit, rates=rates, policy=policy)
    per_mile = visit.pence_per_mile if visit.pence_per_mile is not None else rates.pence_per_mile
    if visit.miles_tenths:
        if per_mile is None:
            raise DomainError("There are miles but no price for a mile.")
        # The first line is of the London date on which the visit began, and so is its travel.
        lines.append(travel_line(visit.miles_tenths, per_mile, day=lines[0].day, source=visit.source))
    return lines


def travel_line(miles_tenths: int, pence_per_mile: int, *, day: date | None = None, source: str = "") -> Line:
    """Return the line of one journey: tenths of a mile at pence a mile."""
    return Line(
        kind="travel",
        pence=round_half_away(miles_tenths * pence_per_mile, 10),
        day=day,
        miles_tenths=miles_tenths,
        pence_per_mile=pence_per_mile,
        source=f"{source}:travel",
        why=f"{miles(miles_tenths)} miles × {price_per_mile(pence_per_mile)}",
    )


def late_cancellation(
    start: datetime, end: datetime, *, told_at: datetime, notice_days: int, rates: Rates, nation: str, source: str = ""
) -> list[Line]:
    """Return what a cancelled visit costs: nothing in time, else the planned time at that day's price, no travel."""
    if is_free(start, told_at=told_at, notice_days=notice_days):
        return []
    return [
        _hourly("late_cancellation", band, at=number, source=source)
        for number, band in enumerate(bands(start, end, rates=rates, nation=nation))
    ]


def total(lines: Iterable[Line]) -> int:
    """Return the sum of rounded lines, in pence."""
    return sum(line.pence for line in lines)


def _support(visit: VisitToPrice, *, rates: Rates, policy: str) -> list[Line]:
    found = bands(visit.start, visit.end, rates=rates, nation=visit.nation)
    left = visit.minutes_from_saved
    if left > sum(band.minutes for band in found):
        raise DomainError("More saved hours are used than the visit lasted.")
    lines: list[Line] = []
    for band in found:
        used = min(left, band.minutes)
        left -= used
        if used:
            lines.append(_used(band, used, visit=visit, policy=policy, at=len(lines)))
        if band.minutes - used:
            rest = band._replace(minutes=band.minutes - used) if used else band
            lines.append(_hourly("support", rest, at=len(lines), source=visit.source))
    return lines


def _used(band: Band, minutes: int, *, visit: VisitToPrice, policy: str, at: int) -> Line:
    paid = 0
    if policy == "paid_when_planned":
        if visit.saved_at_pence_per_hour is None:
            raise DomainError("Saved hours need the price an hour they were paid at.")
        paid = visit.saved_at_pence_per_hour
    # Hours already paid for never give money back: using them on a cheaper day costs nothing (rule C10).
    per_hour = max(0, band.pence_per_hour - paid)
    why = f"{hours(minutes)} × {pounds(per_hour)}" + (", the difference in price" if paid else "")
    return Line(
        kind="saved_hours_used",
        pence=round_half_away(minutes * per_hour, 60),
        day=band.day,
        rate=band.rate,
        minutes=minutes,
        pence_per_hour=per_hour,
        holiday=band.holiday,
        source=f"{visit.source}:saved:{at}",
        why=why,
    )


def _saved(visit: VisitToPrice, *, rates: Rates, policy: str) -> list[Line]:
    day = visit.start.astimezone(LONDON).date()
    if policy == "charge_when_used":
        return [
            Line(kind="saved_for_later", pence=0, day=day, minutes=visit.banked_minutes, source=f"{visit.source}:bank")
        ]
    band = bands(
        visit.end, visit.end + timedelta(minutes=visit.banked_minutes), rates=_no_minimum(rates), nation=visit.nation
    )
    pence = sum(round_half_away(part.minutes * part.pence_per_hour, 60) for part in band)
    return [
        Line(kind="saved_for_later", pence=pence, day=day, minutes=visit.banked_minutes, source=f"{visit.source}:bank")
    ]


def _no_minimum(rates: Rates) -> Rates:
    return replace(rates, minimum_minutes=0)


def _hourly(kind: str, band: Band, *, at: int, source: str) -> Line:
    return Line(
        kind=kind,
        pence=round_half_away(band.minutes * band.pence_per_hour, 60),
        day=band.day,
        rate=band.rate,
        minutes=band.minutes,
        pence_per_hour=band.pence_per_hour,
        holiday=band.holiday,
        source=f"{source}:{kind}:{at}",
        why=f"{hours(band.minutes)} × {pounds(band.pence_per_hour)}",
    )
