"""An organisation's people: writing them down, days off, taking out; and staff who check what everyone may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, SITE_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db
from marketplace.organisations.viewing import my_organisation_ids, my_organisations
from marketplace.organisations.workers import operations, presenters, queries, rules
from marketplace.organisations.workers.forms import DaysForm, DecideForm, WorkerForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.organisations.models import Organisation, Worker

bp = Blueprint("workers", __name__)
EDIT = "marketplace/organisations/workers/edit.html"
AWAY = "marketplace/organisations/workers/away.html"


@bp.get("/provider/workers")
@requires(PROVIDER_STAFF)
def ours() -> str:
    """Show my organisation's people and how each stands."""
    found = queries.own_workers(db(), organisation_ids=my_organisation_ids("staff"))
    several = len({one.organisation_id for one in found}) > 1
    today = clock.london_date(clock.now())
    return render_template(
        "marketplace/organisations/workers/ours.html", found=found, several=several, words=presenters, today=today
    )


@bp.route("/provider/workers/new", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def new() -> ResponseReturnValue:
    """Add a worker, a volunteer or a peer."""
    mine, form = my_organisations("staff"), WorkerForm()
    # Who signs in as them is chosen once they are there: it depends on the organisation.
    form.offer([], [(one.id, one.name) for one in mine])
    if not form.validate_on_submit() or not _added(form, mine):
        return render_template(EDIT, form=form, worker=None, words=presenters), 400 if form.errors else 200
    flash("Kept. We will look at it soon, and then people can read it.", "success")
    return redirect("/provider/workers")


@bp.route("/provider/workers/<int:worker_id>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def edit(worker_id: int) -> ResponseReturnValue:
    """Show one worker; keep what was written, which waits until it was checked."""
    worker, form = _own(worker_id), WorkerForm()
    today = clock.london_date(clock.now())
    form.offer(queries.sign_ins_for(db(), organisation_id=worker.organisation_id, on=today))
    if not form.is_submitted():
        form.fill(worker)
    if not form.validate_on_submit() or not _changed(form, worker):
        page = render_template(EDIT, form=form, worker=worker, words=presenters, press=PressForm())
        return page, 400 if form.errors else 200
    flash("Kept. We look at what people will read before it shows." if worker.sent_at else "Kept.", "success")
    return redirect("/provider/workers")


@bp.route("/provider/workers/<int:worker_id>/away", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def away(worker_id: int) -> ResponseReturnValue:
    """Show the days on which a worker is away; add some."""
    worker, form = _own(worker_id), DaysForm()
    if form.validate_on_submit() and _days_added(form, worker):
        flash("Written down. Nobody can plan a visit with them on those days.", "success")
        return redirect(f"/provider/workers/{worker_id}/away")
    facts = {"worker": worker, "today": clock.london_date(clock.now()), "press": PressForm()}
    return render_template(AWAY, form=form, **facts), 400 if form.errors else 200


@bp.post("/provider/days-off/<int:days_id>/remove")
@requires(PROVIDER_STAFF)
@commits
def there_again(days_id: int) -> ResponseReturnValue:
    """Take days off back."""
    days = queries.own_days_off(db(), days_id=days_id, organisation_ids=my_organisation_ids("staff"))
    worker_id = days.worker_id
    if PressForm().validate_on_submit():
        operations.remove_days_off(db(), days=days, by_id=current_user.id, at=clock.now())
        flash("Taken back. They can be picked on those days again.", "success")
    return redirect(f"/provider/workers/{worker_id}/away")


@bp.post("/provider/workers/<int:worker_id>/take-out")
@requires(PROVIDER_STAFF)
@commits
def take_out(worker_id: int) -> ResponseReturnValue:
    """Take a worker out at once."""
    worker = _own(worker_id)
    if PressForm().validate_on_submit():
        operations.set_active(db(), worker=worker, active=False, by_id=current_user.id, at=clock.now())
        flash("Taken out. Nobody sees them or plans a visit with them. Visits that are planned stay.", "success")
    return redirect("/provider/workers")


@bp.post("/provider/workers/<int:worker_id>/bring-back")
@requires(PROVIDER_STAFF)
@commits
def bring_back(worker_id: int) -> ResponseReturnValue:
    """Bring a worker back."""
    worker = _own(worker_id)
    if PressForm().validate_on_submit():
        operations.set_active(db(), worker=worker, active=True, by_id=current_user.id, at=clock.now())
        flash("They are back.", "success")
    return redirect("/provider/workers")


@bp.get("/admin/workers")
@requires(SITE_STAFF)
def queue() -> str:
    """Show whose words wait to be checked, the longest first."""
    return render_template("marketplace/organisations/workers/queue.html", found=queries.waiting(db()))


@bp.route("/admin/workers/<int:worker_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def check(worker_id: int) -> ResponseReturnValue:
    """Show what would change of what people read, fact by fact; take the answer."""
    worker, organisation = queries.to_check(db(), worker_id=worker_id)
    form = DecideForm()
    if form.validate_on_submit() and _decided(form, worker):
        flash("Your answer is sent.", "success")
        return redirect("/admin/workers")
    form.seen.data = rules.fingerprint(rules.facts_of(worker))
    return render_template(
        "marketplace/organisations/workers/check.html", form=form, worker=worker, organisation=organisation,
        changes=presenters.changes(worker),
    ), 400 if form.errors else 200  # fmt: skip


def _own(worker_id: int) -> Worker:
    return queries.own_worker(db(), worker_id=worker_id, organisation_ids=my_organisation_ids("staff"))


def _added(form: WorkerForm, mine: list[Organisation]) -> bool:
    now = clock.now()
    if not form.read(today=clock.london_date(now)):
        return False
    chosen = form.organisation.data if "organisation" in form else mine[0].id
    try:
        operations.add_someone(
            db(), organisation=next(one for one in mine if one.id == chosen), facts=form.facts(), person_id=None,
            by_id=current_user.id, at=now,
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True


def _changed(form: WorkerForm, worker: Worker) -> bool:
    now = clock.now()
    if not form.read(today=clock.london_date(now)):
        return False
    try:
        operations.change(
            db(), worker=worker, facts=form.facts(), person_id=form.person.data or None, by_id=current_user.id, at=now
        )
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True


def _days_added(form: DaysForm, worker: Worker) -> bool:
    starts_on, ends_on = form.starts_on.data, form.ends_on.data
    assert starts_on is not None
    assert ends_on is not None
    try:
        operations.add_days_off(
            db(), worker=worker, starts_on=starts_on, ends_on=ends_on, by_id=current_user.id, at=clock.now()
        )
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True


def _decided(form: DecideForm, worker: Worker) -> bool:
    told = {"worker": worker, "seen": form.seen.data or "", "by_id": current_user.id, "at": clock.now()}
    try:
        if form.answer.data == "yes":
            operations.approve(db(), **told)
        else:
            operations.decline(db(), reason=form.reason.data or "", **told)
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
