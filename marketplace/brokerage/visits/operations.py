"""Planning a visit, recording it, agreeing it, saying it is not right, cancelling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.agreements.rules import may_start_from
from marketplace.brokerage.visits import texts
from marketplace.brokerage.visits.models import Visit, VisitRecord
from marketplace.brokerage.visits.rates import higher_day, rates_for
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import long_date
from marketplace.organisations.models import DaysOff, Worker
from marketplace.organisations.operations import tell_members
from marketplace.organisations.workers.queries import away_on
from marketplace.people.preferences.operations import tell

LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Plan:
    """A visit as a person plans it: aware times, the worker, the task, bus or car, likely miles in tenths."""

    worker_id: int
    starts_at: datetime
    ends_at: datetime
    task: str = ""
    travel: str = "bus"
    miles_tenths: int = 0


def check_plan(session: Session, *, agreement: Agreement, plan: Plan, at: datetime) -> Worker:
    """Return the worker of a plan that may be booked. Raises DomainError with one sentence for one that may not."""
    if agreement.status != "active" or agreement.agreed_at is None:
        raise DomainError("This agreement does not hold now, so no visit can be planned under it.")
    if not timedelta(0) < plan.ends_at - plan.starts_at <= LONGEST:
        raise DomainError("A visit ends after it starts, and lasts a day at most.")
    if plan.starts_at <= at:
        raise DomainError("Choose a time that is still to come.")
    day = london_date(plan.starts_at)
    first = max(agreement.starts_on, may_start_from(agreement.agreed_at, early=_may_start_early(agreement)))
    if day < first:
        raise DomainError(f"The first day for a visit is {long_date(first)}.")
    if agreement.ends_on and day > agreement.ends_on:
        raise DomainError(f"This agreement ends on {long_date(agreement.ends_on)}.")
    rates = rates_for(agreement, day=day)
    worker = session.get(Worker, plan.worker_id)
    if worker is None or worker.organisation_id != agreement.organisation_id or not worker.active:
        raise DomainError("Choose one of the workers on the list.")
    last = london_date(plan.ends_at - timedelta(seconds=1))  # one that ends at midnight does not touch the next day
    away = away_on(session, worker_id=worker.id, day=day, until=last)
    if away is not None:
        raise DomainError(f"{worker.first_name} is away on {_away_words(away)}. Choose another day, or another worker.")
    if plan.travel == "car" and (not worker.drives or rates.pence_per_mile is None):
        raise DomainError(f"{worker.first_name} does not drive people. Choose bus or walk, or another worker.")
    return worker


def plan(
    session: Session,
    *,
    agreement: Agreement,
    plan: Plan,
    higher_price_agreed: bool,
    by_id: int,
    at: datetime,
    submit_key: str,
) -> Visit:
    """Plan a visit, once for each submit key; flushes.

    On a bank holiday the person must have agreed the higher price for this very visit (row E07): DomainError otherwise.
    """
    found = session.scalar(select(Visit).where(Visit.submit_key == submit_key))
    if found is not None and found.agreement_id == agreement.id:
        return found
    check_plan(session, agreement=agreement, plan=plan, at=at)
    special = higher_day(agreement, start=plan.starts_at, end=plan.ends_at)
    if special and not higher_price_agreed:
        raise DomainError(f"Tick the box to say yes to the bank-holiday price ({special}).")
    made = Visit(
        agreement_id=agreement.id,
        worker_id=plan.worker_id,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        task=plan.task,
        travel=plan.travel,
        planned_miles_tenths=plan.miles_tenths if plan.travel == "car" else 0,
        higher_price_agreed_at=at if special else None,
        planned_at=at,
        planned_by_id=by_id,
        submit_key=submit_key,
    )
    session.add(made)
    session.flush()
    _note(session, made, "visit.planned", by_id=by_id, at=at)
    _tell_worker(session, made, texts.PLANNED, texts.PLANNED_WORDS, by_id=by_id, at=at)
    return made


def record(
    session: Session,
    *,
    visit: Visit,
    started_at: datetime,
    ended_at: datetime,
    miles_tenths: int,
    what_was_done: str,
    by_id: int,
    at: datetime,
) -> VisitRecord:
    """Write what happened as a new version; earlier ones are kept. Flushes.

    Raises DomainError for a cancelled visit, one already agreed, one still to come, or miles on a bus day (row D07).
    """
    last = visit.latest
    if visit.status == "cancelled":
        raise DomainError("This visit was cancelled.")
    if (
        last
        and "agreed" in {last.times_state, last.miles_state}
        and "disputed" not in {last.times_state, last.miles_state}
    ):
        raise DomainError("This visit was already agreed, so it stays as it is.")
    if not timedelta(0) < ended_at - started_at <= LONGEST:
        raise DomainError("A visit ends after it starts, and lasts a day at most.")
    if ended_at > at:
        raise DomainError("This visit is not over yet.")
    if miles_tenths and visit.travel != "car":
        raise DomainError("This visit was by bus or on foot, so there are no miles to pay.")
    made = VisitRecord(
        version=(last.version if last else 0) + 1,
        started_at=started_at,
        ended_at=ended_at,
        miles_tenths=miles_tenths,
        what_was_done=what_was_done,
        recorded_at=at,
        recorded_by_id=by_id,
    )
    if last is not None:
        _keep_what_was_agreed(last, made)
    visit.records.append(made)
    visit.status = "recorded"
    session.flush()
    _note(session, visit, "visit.recorded", by_id=by_id, at=at)
    tell(
        session, person_id=_whose(session, visit), subject=texts.RECORDED, body=texts.RECORDED_WORDS, at=at,
        path=f"/my/visits/{visit.id}",
    )  # fmt: skip
    return made


def agree(session: Session, *, visit: Visit, version: int, by_id: int, at: datetime) -> None:
    """Agree the newest version; a second press changes nothing. Raises DomainError when there is a newer one."""
    last = _latest(visit, version)
    if last.times_state == last.miles_state == "agreed":
        return
    last.times_state = last.miles_state = "agreed"
    last.decided_at, last.decided_by_id = at, by_id
    session.flush()
    _note(session, visit, "visit.agreed", by_id=by_id, at=at)


def dispute(
    session: Session, *, visit: Visit, version: int, times: bool, miles: bool, words: str, by_id: int, at: datetime
) -> None:
    """Say "That is not right" of the times, the miles or both; what is not disputed is agreed. Held out of the bill.

    Raises DomainError when neither is named, when it was agreed before, or when there is a newer version.
    """
    last = _latest(visit, version)
    if not (times or miles):
        raise DomainError("Tick what is not right: the times, the miles, or both.")
    if last.times_state == last.miles_state == "agreed":
        raise DomainError("You agreed this visit. If it looks wrong on your invoice, say so there.")
    last.times_state = "disputed" if times else "agreed"
    last.miles_state = "disputed" if miles else "agreed"
    last.not_right = words
    last.decided_at, last.decided_by_id = at, by_id
    session.flush()
    _note(session, visit, "visit.disputed", by_id=by_id, at=at)
    agreement = session.get_one(Agreement, visit.agreement_id)
    tell_members(
        session, organisation_id=agreement.organisation_id, role="staff", subject=texts.NOT_RIGHT,
        body=texts.NOT_RIGHT_WORDS, at=at, path="/provider/visits",
    )  # fmt: skip
    _tell_worker(session, visit, texts.NOT_RIGHT, texts.NOT_RIGHT_WORDS, by_id=by_id, at=at)


def cancel(session: Session, *, visit: Visit, by_id: int, at: datetime) -> None:
    """Cancel a planned visit; what it costs follows from the time kept here. Raises DomainError when it was recorded."""
    if visit.status == "cancelled":
        return
    if visit.status != "planned" or visit.starts_at <= at:
        raise DomainError("This visit has begun, so it cannot be cancelled.")
    visit.status = "cancelled"
    visit.cancelled_at = at
    session.flush()
    _note(session, visit, "visit.cancelled", by_id=by_id, at=at)
    _tell_worker(session, visit, texts.CANCELLED, texts.CANCELLED_WORDS, by_id=by_id, at=at)


def _away_words(away: DaysOff) -> str:
    first = long_date(away.starts_on)
    return first if away.starts_on == away.ends_on else f"the days from {first} to {long_date(away.ends_on)}"


def _may_start_early(agreement: Agreement) -> bool:
    """Return whether the 14 days need not be waited for: asked for, or the person pays nothing (no right to wait out)."""
    return bool(agreement.early_start) or not agreement.cancel_right


def _keep_what_was_agreed(last: VisitRecord, made: VisitRecord) -> None:
    """Carry an agreed part into the new version when the worker left it as it was."""
    if last.times_state == "agreed" and (made.started_at, made.ended_at) == (last.started_at, last.ended_at):
        made.times_state = "agreed"
    if last.miles_state == "agreed" and made.miles_tenths == last.miles_tenths:
        made.miles_state = "agreed"
    made.decided_by_id = last.decided_by_id if "agreed" in {made.times_state, made.miles_state} else None
    made.decided_at = last.decided_at if made.decided_by_id else None


def _latest(visit: Visit, version: int) -> VisitRecord:
    last = visit.latest
    if last is None:
        raise DomainError("Nothing was recorded for this visit yet.")
    if last.version != version:
        raise DomainError("Your worker has changed this since you opened it. Look at it again.")
    return last


def _note(session: Session, visit: Visit, deed: str, *, by_id: int, at: datetime) -> None:
    audit.note(
        session, deed=deed, record=f"visit:{visit.id}", at=at, by_person_id=by_id,
        about_person_id=_whose(session, visit),
    )  # fmt: skip


def _tell_worker(session: Session, visit: Visit, subject: str, body: str, *, by_id: int, at: datetime) -> None:
    worker = session.get_one(Worker, visit.worker_id)
    if worker.person_id is None or worker.person_id == by_id:
        return
    path = "/shifts" if visit.status in {"planned", "cancelled"} else f"/shifts/{visit.id}"
    tell(session, person_id=worker.person_id, subject=subject, body=body, at=at, path=path)


def _whose(session: Session, visit: Visit) -> int:
    return session.get_one(Agreement, visit.agreement_id).person_id
