"""A delivered, agreed and invoiced August 2026, made through the same operations that people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from marketplace.brokerage.agreements import operations as agreements
from marketplace.brokerage.agreements import texts
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.billing.operations import run_month
from marketplace.brokerage.requests import operations as requests
from marketplace.brokerage.visits import operations as visits
from marketplace.kernel.clock import from_london
from marketplace.kernel.money import pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from marketplace.brokerage.budgets.models import Budget
    from marketplace.cli.millbrook.places import Town

ASKED = date(2026, 7, 1)
PLANNED = date(2026, 7, 27)
MONTH = date(2026, 8, 1)
MONTH_END = date(2026, 9, 1)


@dataclass(frozen=True)
class Shift:
    """One visit: day of August, from and to, worker, task, miles in tenths (0 means bus or walking)."""

    day: int
    start: str
    end: str
    worker: str
    task: str
    miles_tenths: int = 0


# Margaret's month is journey 2 of the domain text, to the mile. The rest repeat by weekday (0 is Monday).
MARGARET = (
    Shift(3, "10:00", "12:00", "dev", "Shopping and cooking", 64),
    Shift(13, "10:00", "13:00", "dev", "Getting out"),
    Shift(21, "13:00", "15:30", "dev", "Appointments", 110),
    Shift(31, "10:00", "13:00", "dev", "Getting out", 142),
)
WEEKLY: dict[str, tuple[tuple[int, str, str, str, str, int], ...]] = {
    "tom": (
        (0, "13:30", "15:30", "liam", "Bills and post", 0),
        (2, "10:00", "12:00", "liam", "Appointments", 52),
        (4, "10:00", "12:00", "grace", "Shopping and cooking", 0),
    ),
    "shirin": (
        (1, "10:00", "12:00", "grace", "Shopping and cooking", 0),
        (2, "14:00", "16:00", "dev", "Getting out", 80),
        (4, "11:00", "13:00", "liam", "Bills and post", 0),
    ),
    "ali": ((3, "10:00", "13:00", "aisha", "Meeting people", 45),),
    "beth": ((1, "14:00", "16:00", "aisha", "Getting out", 36),),
    "carl": ((5, "11:00", "12:30", "liam", "Getting out", 0),),
    "dee": ((2, "10:00", "13:00", "aisha", "Shopping and cooking", 28),),
    "george": ((4, "14:00", "17:00", "aisha", "Getting out", 0),),
}


def deliver(session: Session, *, town: Town) -> str:
    """Ask, agree, plan, record and agree every visit of August, then run month end; return it in one line."""
    shifts = {"margaret": MARGARET, **{key: tuple(_month(rows)) for key, rows in WEEKLY.items()}}
    for key, found in shifts.items():
        agreement = agree_with_harbour(session, town=town, key=key, day=ASKED)
        for number, shift in enumerate(found):
            _visit(session, town, key, agreement, shift, f"august:{key}:{number}")
    done = run_month(session, month=MONTH, at=from_london(MONTH_END, time(9)), by_id=town.people["jo"].id)
    return f"{sum(len(found) for found in shifts.values())} visits, {len(done.invoices)} invoices, {pounds(done.total_pence)}"


def agree_with_harbour(session: Session, *, town: Town, key: str, day: date) -> Agreement:
    """Take one person from asking Harbour Wellbeing to an agreement that holds, on one day."""
    person, jo, budget = town.people[key], town.people["jo"], town.budgets.get(key)
    request = requests.send(
        session, person=person, offer=town.offers["harbour"], budget=budget, at=_at(day, "09:00"),
        wish=requests.Wish("Shopping, post, and getting out", _weekly_minutes(budget), date(2026, 8, 1), when_words="Mostly mornings"),
        submit_key=f"demo:{key}:{day}",
    )  # fmt: skip
    terms = texts.terms(provider="Harbour Wellbeing", notice_days=7, saved_hours_policy="charge_when_used")
    agreement = agreements.offer(session, request=request, terms=terms, note="", by_id=jo.id, at=_at(day, "11:00"))
    agreements.agree(session, agreement=agreement, early_start=False, by_id=person.id, at=_at(day, "15:00"))
    return agreement


def _visit(session: Session, town: Town, key: str, agreement: Agreement, shift: Shift, submit_key: str) -> None:
    day, person, jo = date(2026, 8, shift.day), town.people[key], town.people["jo"]
    start, end = _at(day, shift.start), _at(day, shift.end)
    visit = visits.plan(
        session, agreement=agreement, higher_price_agreed=True, by_id=person.id, at=_at(PLANNED, "18:00"),
        submit_key=submit_key,
        plan=visits.Plan(
            worker_id=town.workers[shift.worker].id, starts_at=start, ends_at=end, task=shift.task,
            travel="car" if shift.miles_tenths else "bus", miles_tenths=shift.miles_tenths,
        ),
    )  # fmt: skip
    writer = town.people.get(shift.worker, jo)
    record = visits.record(
        session, visit=visit, started_at=start, ended_at=end, miles_tenths=shift.miles_tenths,
        what_was_done=shift.task, by_id=writer.id, at=end + timedelta(minutes=5),
    )  # fmt: skip
    visits.agree(session, visit=visit, version=record.version, by_id=person.id, at=end + timedelta(minutes=20))


def _weekly_minutes(budget: Budget | None) -> int:
    """Return the hours a week that someone's support money buys at £22.00, in minutes; 90 without any."""
    return budget.weekly_pence * 60 // 2200 if budget else 90


def _month(rows: tuple[tuple[int, str, str, str, str, int], ...]) -> Iterator[Shift]:
    for day in range(1, 31):  # the 31st is a bank holiday: only Margaret asked for it
        for weekday, start, end, worker, task, tenths in rows:
            if date(2026, 8, day).weekday() == weekday:
                yield Shift(day, start, end, worker, task, tenths)


def _at(day: date, text: str) -> datetime:
    return from_london(day, time.fromisoformat(text))
