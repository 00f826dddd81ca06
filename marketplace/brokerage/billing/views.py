"""Month end for a provider: what would be made, what waits and why, then one button."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from marketplace.brokerage.billing import operations, presenters, queries
from marketplace.brokerage.billing.forms import MonthForm
from marketplace.brokerage.billing.rules import parse_month
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, requires
from marketplace.kernel.money import pounds
from marketplace.kernel.session import db, notes_reads
from marketplace.organisations.viewing import my_organisations, note_list

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("billing", __name__)


@bp.route("/provider/month-end", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@notes_reads
def month_end() -> ResponseReturnValue:
    """Preview the last whole month (or ?month=2026-08), and make its invoices on the press of a button."""
    form = MonthForm()
    if form.validate_on_submit():
        return _run(parse_month(form.month.data or ""))
    month = parse_month(request.args["month"]) if "month" in request.args else _last_month()
    form.month.data = f"{month:%Y-%m}"
    mine = {one.id: one for one in my_organisations("staff")}
    ready = operations.preview_each(db(), month=month, at=clock.now(), organisation_ids=mine)
    previews = [(one, ready[one.id]) for one in mine.values()]
    groups = [key for _, ready in previews for key in ready.groups]
    ids = {number for _, person, payer in groups for number in (person, payer.person_id) if number}
    held = {one.person_id for _, ready in previews for one in ready.held}
    note_list(kind="visit", people=held.union(person for _, person, _ in groups))
    return render_template(
        "marketplace/brokerage/billing/month_end.html", form=form, month=month, previews=previews, words=presenters,
        people=queries.names_of_people(db(), ids=ids), organisations=queries.names_of_organisations(db()),
    )  # fmt: skip


def _run(month: date) -> ResponseReturnValue:
    made, total = 0, 0
    for one in my_organisations("staff"):
        done = operations.run_month(db(), month=month, at=clock.now(), by_id=current_user.id, organisation_id=one.id)
        made, total = made + len(done.invoices), total + done.total_pence
    flash(f"Made {made} invoice{'' if made == 1 else 's'}, {pounds(total)} in all.")
    return redirect("/provider/invoices")


def _last_month() -> date:
    first = clock.london_date(clock.now()).replace(day=1)
    return (first - timedelta(days=1)).replace(day=1)
