"""A visit's priced lines as they will stand on an invoice, in plain words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from invoices.documents.types import LineToBill
from invoices.pricing.types import Line
from marketplace.brokerage.billing.queries import Due
from marketplace.brokerage.visits.rates import Terms, cancel_lines, visit_lines
from marketplace.kernel.filters import clock_time, day_and_month, miles


def lines_of(due: Due, terms: Terms) -> list[Line]:
    """Return everything a visit costs, billed before or not; nothing for one without a record that was not cancelled.

    Raises DomainError for what cannot be priced.
    """
    source = f"visit:{due.visit_id}"
    if due.status == "cancelled":
        assert due.cancelled_at is not None
        return cancel_lines(terms, start=due.starts_at, end=due.ends_at, told_at=due.cancelled_at, source=source)
    if due.times_state is None:
        return []
    return visit_lines(terms, start=due.starts_at, end=due.ends_at, miles_tenths=due.miles_tenths or 0, source=source)


def to_bill(due: Due, terms: Terms, lines: Sequence[Line]) -> list[LineToBill]:
    """Return priced lines of a visit as invoicing takes them."""
    return [_to_bill(due, terms, line) for line in lines]


def _to_bill(due: Due, terms: Terms, line: Line) -> LineToBill:
    assert line.day is not None
    return LineToBill(
        source=line.source,
        kind=line.kind,
        happened_on=line.day,
        words=_words(due, terms, line),
        pence=line.pence,
        holiday=line.holiday,
        why=line.why,
        minutes=line.minutes,
        pence_per_hour=line.pence_per_hour,
        miles_tenths=line.miles_tenths,
        pence_per_mile=line.pence_per_mile,
    )


def _words(due: Due, terms: Terms, line: Line) -> str:
    if line.kind == "travel":
        return f"{miles(line.miles_tenths or 0)} miles on {day_and_month(line.day or due.starts_at)}"
    hours = f"{clock_time(due.starts_at)} to {clock_time(due.ends_at)}"
    if line.kind == "late_cancellation":
        return f"Visit with {due.worker}, {hours}, cancelled with less than {terms.notice_days} days’ notice"
    return f"Support with {due.worker}, {hours}"
