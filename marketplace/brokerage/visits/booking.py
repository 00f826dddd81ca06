"""The second half of planning a visit: the check page with the whole price, and the booking itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template
from sqlalchemy.orm import Session

from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.visits import operations, presenters, queries
from marketplace.brokerage.visits.forms import PlanForm
from marketplace.brokerage.visits.rates import cancel_free_until, higher_day, visit_lines
from marketplace.kernel.errors import DomainError
from marketplace.kernel.money import pounds
from marketplace.organisations.models import Worker
from marketplace.organisations.queries import payers

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

PLAN_PAGE = "marketplace/brokerage/visits/plan.html"


def book_page(
    session: Session,
    *,
    agreement: Agreement,
    form: PlanForm,
    by_id: int,
    at: datetime,
    limit_pence: int | None = None,
) -> ResponseReturnValue:
    """Show the check page first; on the second press book. What cannot be booked goes back to the form with a sentence.

    `limit_pence`: the most it may cost where somebody books for another.
    """
    plan = operations.Plan(
        worker_id=form.worker.data, starts_at=form.starts_at, ends_at=form.ends_at, task=form.task.data or "",
        travel=form.travel.data, miles_tenths=2 * (form.miles.data or 0),  # there and back
    )  # fmt: skip
    if form.step.data == "change":
        return render_template(PLAN_PAGE, form=form, agreement=agreement)
    try:
        operations.check_plan(session, agreement=agreement, plan=plan, at=at)
        special = higher_day(agreement, start=plan.starts_at, end=plan.ends_at)
        _check_limit(agreement, plan, limit_pence)
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return render_template(PLAN_PAGE, form=form, agreement=agreement), 400
    unticked = bool(special) and not form.higher.data
    if form.step.data != "book" or unticked:
        pressed = form.step.data == "book"
        return _check_page(session, agreement, form, plan, special, missing=pressed and unticked, at=at)
    made = operations.plan(
        session, agreement=agreement, plan=plan, higher_price_agreed=form.higher.data, by_id=by_id, at=at,
        submit_key=form.submit_key.data or "",
    )  # fmt: skip
    flash("This visit is booked.")
    return redirect(f"/my/visits/{made.id}")


def _check_limit(agreement: Agreement, plan: operations.Plan, limit_pence: int | None) -> None:
    if limit_pence is None:
        return
    tenths = plan.miles_tenths if plan.travel == "car" else 0
    lines = visit_lines(agreement, start=plan.starts_at, end=plan.ends_at, miles_tenths=tenths)
    cost = sum(line.pence for line in lines)
    if cost > limit_pence:
        raise DomainError(f"This costs {pounds(cost)}. You may say yes to {pounds(limit_pence)} at a time.")


def _check_page(
    session: Session,
    agreement: Agreement,
    form: PlanForm,
    plan: operations.Plan,
    special: str,
    *,
    missing: bool,
    at: datetime,
) -> ResponseReturnValue:
    tenths = plan.miles_tenths if plan.travel == "car" else 0
    lines = visit_lines(agreement, start=plan.starts_at, end=plan.ends_at, miles_tenths=tenths)
    names = {one.id: one.name for one in payers(session)}
    sums = presenters.payer_sums(agreement, lines, names)
    worker = session.get_one(Worker, plan.worker_id).first_name
    form.step.data = "book"
    rate = next((line.pence_per_hour for line in lines if line.rate == "bank_holiday"), None)
    return render_template(
        "marketplace/brokerage/visits/check.html", form=form, agreement=agreement, plan=plan, lines=presenters.line_words(lines),
        total=sum(line.pence for line in lines), sums=sums, button_words=presenters.book_words(sums), special=special,
        rate=rate, missing=missing, worker=worker, words=presenters, now=at,
        free_until=cancel_free_until(agreement, start=plan.starts_at),
        journey=presenters.miles_price_words(lines),
        clash=queries.clashes(session, worker_id=plan.worker_id, start=plan.starts_at, end=plan.ends_at),
    ), 400 if missing else 200  # fmt: skip
