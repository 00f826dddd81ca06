"""Month end: agreed visits become priced lines, and lines become invoices. The one bridge from visits to money.

Everything is read, and everything written, in a few statements, however many visits there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from invoices.documents.models import Invoice
from invoices.documents.numbers import hold_numbers
from invoices.documents.operations import issue_many
from invoices.documents.types import Draft, LineToBill, Payer
from invoices.pricing.types import Line
from marketplace.brokerage.billing.lines import lines_of, to_bill
from marketplace.brokerage.billing.queries import Agreed, Due, agreements, billing_providers, due_visits
from marketplace.brokerage.billing.rules import why_held
from marketplace.kernel.clock import month_bounds
from marketplace.kernel.errors import DomainError
from marketplace.organisations.expectations.queries import Wanted, wanted_by_payers
from marketplace.organisations.expectations.rules import why_waits

GroupKey = tuple[int, int, Payer]
"""Provider, person, payer: one invoice for each."""


@dataclass(frozen=True)
class Held:
    """A visit, or part of one, that waits, and why."""

    due: Due
    organisation_id: int
    person_id: int
    why: str
    says_yes_to: int | None = None
    """The payer's expectations that must be agreed first, where it waits for that (row M02)."""


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
    return _look(session, month=month, at=at, providers=None if organisation_id is None else [organisation_id])


def preview_each(session: Session, *, month: date, at: datetime, organisation_ids: Collection[int]) -> dict[int, Ready]:
    """Return provider → what its month end would do, as `preview_month` does, for several in as few statements."""
    ready = _look(session, month=month, at=at, providers=organisation_ids)
    each = {one: Ready() for one in organisation_ids}
    for key, lines in ready.groups.items():
        each[key[0]].groups[key] = lines
    for held in ready.held:
        each[held.organisation_id].held.append(held)
    return each


def run_month(
    session: Session, *, month: date, at: datetime, by_id: int | None = None, organisation_id: int | None = None
) -> MonthResult:
    """Make the month's invoices: one for each person, payer and provider (row E04). Run twice, nothing is billed twice.

    Run twice at the same time, the second waits for the first and then finds its visits billed. What is agreed later
    comes on the next run. Flushes; raises DomainError for a month that is not over.
    """
    _end_of(month, at)
    # The numbers are held before anything is read: what is read is then all that anyone has billed.
    hold_numbers(session, organisation_ids=billing_providers(session) if organisation_id is None else [organisation_id])
    ready = preview_month(session, month=month, at=at, organisation_id=organisation_id)
    drafts = [
        Draft(provider_id, person_id, payer, sorted(lines, key=_place))
        for (provider_id, person_id, payer), lines in sorted(ready.groups.items(), key=lambda group: _order(group[0]))
    ]
    return MonthResult(issue_many(session, drafts=drafts, month=month, at=at, by_id=by_id), ready.held)


def _look(session: Session, *, month: date, at: datetime, providers: Collection[int] | None) -> Ready:
    due = due_visits(session, before=_end_of(month, at), providers=providers)
    agreed = agreements(session, ids=(one.agreement_id for one in due))
    ready = Ready()
    wanted = wanted_by_payers(session) if due else {}
    for one in due:
        _gather(ready, one, agreed[one.agreement_id], wanted)
    return ready


def _end_of(month: date, at: datetime) -> datetime:
    _start, end = month_bounds(month.year, month.month)
    if end > at:
        raise DomainError("That month is not over yet.")
    return end


def _gather(ready: Ready, due: Due, agreed: Agreed, wanted: Mapping[int, Wanted]) -> None:
    lines = lines_of(due, agreed.terms)
    if due.status == "cancelled":
        _add(ready, due, agreed, "support", lines, wanted)
        return
    if due.times_state is None:
        ready.held.append(Held(due, agreed.organisation_id, agreed.person_id, why_held(None, "")))
        return
    for kind, state, part, billed in (
        ("support", due.times_state, "the times are", due.support_billed),
        ("travel", due.miles_state, "the miles are", due.travel_billed),
    ):
        found = [] if billed else [line for line in lines if line.shares_as == kind]
        waits = why_held(state, part)
        if found and waits:
            ready.held.append(Held(due, agreed.organisation_id, agreed.person_id, waits))
        elif found:
            _add(ready, due, agreed, kind, found, wanted)


def _add(
    ready: Ready, due: Due, agreed: Agreed, kind: str, lines: Sequence[Line], wanted: Mapping[int, Wanted]
) -> None:
    if not lines:
        return
    payer = agreed.payers[kind]
    first = wanted.get(payer.organisation_id or 0)
    if first and agreed.organisation_id not in first.accepted_by:
        why = why_waits(first.payer)
        ready.held.append(Held(due, agreed.organisation_id, agreed.person_id, why, first.expectations_id))
        return
    ready.groups[agreed.organisation_id, agreed.person_id, payer].extend(to_bill(due, agreed.terms, lines))


def _place(line: LineToBill) -> tuple[bool, date, str]:
    return line.kind == "travel", line.happened_on, line.source


def _order(key: GroupKey) -> tuple[int, int, int, int]:
    provider_id, person_id, payer = key
    return provider_id, person_id, payer.organisation_id is None, payer.organisation_id or payer.person_id or 0
