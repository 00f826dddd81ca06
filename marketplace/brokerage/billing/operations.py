"""Month end: agreed visits become priced lines, and lines become invoices. The one bridge from visits to money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from invoices.documents.models import Invoice, InvoiceLine
from invoices.documents.operations import issue
from invoices.documents.types import LineToBill, Payer
from invoices.pricing.types import Line
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.billing.rules import why_held
from marketplace.brokerage.visits import queries as visits
from marketplace.brokerage.visits.queries import Seen
from marketplace.brokerage.visits.rates import cancel_lines, visit_lines
from marketplace.kernel.clock import month_bounds
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import clock_time, day_and_month, miles
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person

GroupKey = tuple[int, int, Payer]
"""Provider, person, payer: one invoice for each."""


@dataclass(frozen=True)
class Held:
    """A visit, or part of one, that waits, and why."""

    seen: Seen
    why: str


@dataclass
class Ready:
    """What a month end would do: lines by invoice, and what waits."""

    groups: dict[GroupKey, list[LineToBill]] = field(default_factory=lambda: defaultdict(list))
    held: list[Held] = field(default_factory=list)


@dataclass(frozen=True)
class MonthResult:
    """What a month end did."""

    invoices: Sequence[Invoice]
    held: Sequence[Held]

    @property
    def total_pence(self) -> int:
        """Return the sum of the invoices made, in pence."""
        return sum(one.total_pence for one in self.invoices)


def preview_month(session: Session, *, month: date, at: datetime, organisation_id: int | None = None) -> Ready:
    """Return what a month end would do: every agreed part of a visit before the month's end that is not billed yet.

    Raises DomainError for a month that is not over (London time).
    """
    _start, end = month_bounds(month.year, month.month)
    if end > at:
        raise DomainError("That month is not over yet.")
    ready = Ready()
    billed = set(session.scalars(select(InvoiceLine.source).where(InvoiceLine.source.startswith("visit:"))))
    for seen in visits.ended_before(session, before=end, organisation_id=organisation_id):
        _gather(ready, seen, billed)
    return ready


def run_month(
    session: Session, *, month: date, at: datetime, by_id: int | None = None, organisation_id: int | None = None
) -> MonthResult:
    """Make the month's invoices: one for each person, payer and provider (row E04). Run twice, nothing is billed twice.

    What is agreed later comes on the next run. Flushes; raises DomainError for a month that is not over.
    """
    ready = preview_month(session, month=month, at=at, organisation_id=organisation_id)
    made = []
    for (provider_id, person_id, payer), lines in sorted(ready.groups.items(), key=lambda group: _order(group[0])):
        made.append(
            issue(
                session,
                organisation=session.get_one(Organisation, provider_id),
                person=session.get_one(Person, person_id),
                payer=payer,
                month=month,
                lines=sorted(lines, key=lambda line: (line.kind == "travel", line.happened_on, line.source)),
                at=at,
                by_id=by_id,
            )
        )
    return MonthResult(made, ready.held)


def _gather(ready: Ready, seen: Seen, billed: set[str]) -> None:
    visit, source = seen.visit, f"visit:{seen.visit.id}"
    if visit.status == "cancelled":
        assert visit.cancelled_at is not None
        charged = cancel_lines(
            seen.agreement, start=visit.starts_at, end=visit.ends_at, told_at=visit.cancelled_at, source=source
        )
        _add(ready, seen, charged, billed)
        return
    last = visit.latest
    if last is None:
        ready.held.append(Held(seen, why_held(None, "")))
        return
    lines = visit_lines(
        seen.agreement, start=last.started_at, end=last.ended_at, miles_tenths=last.miles_tenths, source=source
    )
    for kind, state, part in (
        ("support", last.times_state, "the times are"),
        ("travel", last.miles_state, "the miles are"),
    ):
        found = [line for line in lines if line.shares_as == kind]
        waits = why_held(state, part)
        if found and waits:
            ready.held.append(Held(seen, waits))
        elif found:
            _add(ready, seen, found, billed)


def _add(ready: Ready, seen: Seen, lines: Sequence[Line], billed: set[str]) -> None:
    for line in lines:
        if line.source not in billed:
            payer = _payer(seen.agreement, line.shares_as)
            key = (seen.agreement.organisation_id, seen.agreement.person_id, payer)
            ready.groups[key].append(_to_bill(seen, line))


def _payer(agreement: Agreement, kind: str) -> Payer:
    found = next(payer for payer in agreement.payers if payer.line_kind == kind)
    return Payer(person_id=found.person_id, organisation_id=found.organisation_id)


def _to_bill(seen: Seen, line: Line) -> LineToBill:
    assert line.day is not None
    return LineToBill(
        source=line.source,
        kind=line.kind,
        happened_on=line.day,
        words=_words(seen, line),
        pence=line.pence,
        holiday=line.holiday,
        why=line.why,
        minutes=line.minutes,
        pence_per_hour=line.pence_per_hour,
        miles_tenths=line.miles_tenths,
        pence_per_mile=line.pence_per_mile,
    )


def _words(seen: Seen, line: Line) -> str:
    if line.kind == "travel":
        return f"{miles(line.miles_tenths or 0)} miles on {day_and_month(line.day or seen.visit.starts_at)}"
    last = seen.visit.latest
    start, end = (last.started_at, last.ended_at) if last else (seen.visit.starts_at, seen.visit.ends_at)
    hours = f"{clock_time(start)} to {clock_time(end)}"
    if line.kind == "late_cancellation":
        return f"Visit with {seen.worker.first_name}, {hours}, cancelled with less than {seen.agreement.notice_days} days’ notice"
    return f"Support with {seen.worker.first_name}, {hours}"


def _order(key: GroupKey) -> tuple[int, int, int, int]:
    provider_id, person_id, payer = key
    return provider_id, person_id, payer.organisation_id is None, payer.organisation_id or payer.person_id or 0
