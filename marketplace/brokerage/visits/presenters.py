"""Visits in words: what they cost, how they stand, what was written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from invoices.pricing.types import Line
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.visits.models import Visit, VisitRecord
from marketplace.brokerage.visits.queries import Seen
from marketplace.brokerage.visits.rates import visit_lines
from marketplace.kernel.filters import clock_time, day_and_month, long_date, miles
from marketplace.kernel.money import pounds

RATES = {
    "bank_holiday": "Bank-holiday price",
    "night": "Night price",
    "weekend": "Weekend price",
    "normal": "Ordinary price",
}
PARTS = {"waiting": "waiting for your yes", "agreed": "agreed", "disputed": "being checked"}


def when(start: datetime, end: datetime) -> str:
    """Return "Monday 31 August, 10 am to 1 pm"."""
    return f"{day_and_month(start)}, {clock_time(start)} to {clock_time(end)}"


def line_words(lines: Iterable[Line]) -> list[tuple[str, str, str]]:
    """Return each priced line: its words, how it was reached, and its pounds."""
    found = []
    for line in lines:
        if line.kind == "travel":
            words = "Miles in your worker’s car"
        else:
            words = RATES.get(line.rate, "") + (
                f" ({line.holiday}, {day_and_month(line.day)})" if line.holiday and line.day else ""
            )
        found.append((words, line.why, pounds(line.pence)))
    return found


def payer_sums(agreement: Agreement, lines: Sequence[Line], names: dict[int, str]) -> list[tuple[str, int]]:
    """Return who pays how much of these lines: ("You", 710), ("Millbrook Council", 9900)."""
    sums: dict[str, int] = {}
    for line in lines:
        payer = next(payer for payer in agreement.payers if payer.line_kind == line.shares_as)
        name = names.get(payer.organisation_id, "Someone else") if payer.organisation_id else "You"
        sums[name] = sums.get(name, 0) + line.pence
    return list(sums.items())


def book_words(sums: Sequence[tuple[str, int]]) -> str:
    """Return the words of the booking button: what the person agrees to pay (rule C4)."""
    yours = dict(sums).get("You", 0)
    return f"Book and agree to pay {pounds(yours)}" if yours else "Book. There is nothing for me to pay"


def state_words(visit: Visit) -> str:
    """Return how a visit stands, in a few words."""
    if visit.status == "cancelled":
        return "Cancelled"
    last = visit.latest
    if last is None:
        return "Planned"
    if "disputed" in {last.times_state, last.miles_state}:
        return "Being checked"
    return "Agreed" if last.times_state == last.miles_state == "agreed" else "Waiting for your yes"


def record_words(seen: Seen, record: VisitRecord) -> str:
    """Return what one version says: times, and miles with their price."""
    words = when(record.started_at, record.ended_at)
    if seen.visit.travel == "car":
        pence = sum(line.pence for line in record_lines(seen, record) if line.kind == "travel")
        words += f"; {miles(record.miles_tenths)} miles, {pounds(pence)}"
    return words


def record_lines(seen: Seen, record: VisitRecord) -> list[Line]:
    """Return the priced lines of one version."""
    return visit_lines(seen.agreement, start=record.started_at, end=record.ended_at, miles_tenths=record.miles_tenths)


def record_state(seen: Seen, record: VisitRecord) -> str:
    """Return what was said of one version's times and miles."""
    if seen.visit.travel != "car":
        return f"Times {PARTS[record.times_state]}"
    return f"Times {PARTS[record.times_state]}. Miles {PARTS[record.miles_state]}"


def miles_price_words(lines: Iterable[Line]) -> str:
    """Return "About 7 miles each way, about £7.00" for planned miles, or "" without any (journey 2, step 2)."""
    for line in lines:
        if line.kind == "travel" and line.miles_tenths:
            each_way = miles(line.miles_tenths // 2).removesuffix(".0")
            return f"About {each_way} mile{'' if each_way == '1' else 's'} each way, about {pounds(line.pence)}."
    return ""


def free_until_words(moment: datetime, now: datetime) -> str:
    """Return until when cancelling costs nothing."""
    if moment < now:
        return "It is now too late to cancel for nothing."
    return f"You can cancel for nothing until {long_date(moment)}, {clock_time(moment)}."
