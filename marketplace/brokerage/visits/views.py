"""A person's visits: planning, looking, agreeing, saying it is not right, cancelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from marketplace.brokerage.agreements import queries as agreements
from marketplace.brokerage.visits import operations, presenters, queries
from marketplace.brokerage.visits.booking import book_page
from marketplace.brokerage.visits.forms import AgreeForm, NotRightForm, PlanForm, RecordForm
from marketplace.brokerage.visits.rates import cancel_free_until, cancel_lines
from marketplace.kernel import clock
from marketplace.kernel.access import BUY, PAY, PERSON, PROVIDER_STAFF, SEE, WORKER, acting_now, requires, whose
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db, notes_reads
from marketplace.organisations.queries import workers_of
from marketplace.organisations.viewing import my_organisation_ids, my_worker_ids, note_list, note_read

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.brokerage.visits.queries import Seen

bp = Blueprint("visits", __name__)


@bp.route("/my/agreements/<int:agreement_id>/visits/new", methods=["GET", "POST"])
@requires(PERSON, acting=BUY)
@commits
def plan(agreement_id: int) -> ResponseReturnValue:
    """Plan a visit: fill in, see the whole price, then book."""
    found = agreements.own_agreement(db(), agreement_id=agreement_id, person_id=whose())
    form = PlanForm()
    form.offer([(one.id, one.first_name) for one in workers_of(db(), organisation_id=found.organisation_id)])
    if not form.validate_on_submit():
        return render_template(
            "marketplace/brokerage/visits/plan.html", form=form, agreement=found
        ), 400 if form.errors else 200
    acting = acting_now()
    limit = acting.limit_pence if acting else None
    return book_page(db(), agreement=found, form=form, by_id=current_user.id, at=clock.now(), limit_pence=limit)


@bp.get("/my/visits")
@requires(PERSON, acting=SEE)
def mine() -> str:
    """Show my visits: to agree, to come, and past."""
    found = queries.own_visits(db(), person_id=whose())
    now = clock.now()
    waiting, checked = (
        [one for one in found if presenters.state_words(one.visit) == state]
        for state in ("Waiting for your yes", "Being checked")
    )
    groups = {
        "To agree": waiting,
        "To come": [one for one in found if one.visit.status == "planned" and one.visit.ends_at > now],
        "Being checked": checked,
        "Before": [one for one in reversed(found) if one.visit.ends_at <= now and one not in waiting + checked][:60],
    }
    return render_template("marketplace/brokerage/visits/mine.html", groups=groups, words=presenters)


@bp.get("/my/visits/<int:visit_id>")
@requires(PERSON, acting=SEE)
def my_one(visit_id: int) -> ResponseReturnValue:
    """Show one visit: what was written down, version by version, and what I may say of it."""
    return _my_page(queries.own_visit(db(), visit_id=visit_id, person_id=whose()), NotRightForm())


@bp.post("/my/visits/<int:visit_id>/agree")
@requires(PERSON, acting=PAY)
@commits
def agree(visit_id: int) -> ResponseReturnValue:
    """Say yes to what was written down."""
    seen = queries.own_visit(db(), visit_id=visit_id, person_id=whose())
    form = AgreeForm()
    if form.validate_on_submit():
        operations.agree(db(), visit=seen.visit, version=form.number, by_id=current_user.id, at=clock.now())
        flash("You agreed this visit.")
    return redirect(f"/my/visits/{visit_id}")


@bp.post("/my/visits/<int:visit_id>/not-right")
@requires(PERSON, acting=PAY)
@commits
def not_right(visit_id: int) -> ResponseReturnValue:
    """Hold the times, the miles or both out of the bill until they are put right."""
    seen = queries.own_visit(db(), visit_id=visit_id, person_id=whose())
    form = NotRightForm()
    if not form.validate_on_submit():
        return redirect(f"/my/visits/{visit_id}")
    try:
        operations.dispute(
            db(), visit=seen.visit, version=form.number, times=form.times.data, miles=form.miles.data,
            words=form.words.data or "", by_id=current_user.id, at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return _my_page(seen, form)
    flash("Thank you. This is being checked, and is not on your invoice until you agree it.")
    return redirect(f"/my/visits/{visit_id}")


@bp.post("/my/visits/<int:visit_id>/cancel")
@requires(PERSON, acting=BUY)
@commits
def cancel(visit_id: int) -> ResponseReturnValue:
    """Cancel a planned visit; its page said what that costs."""
    seen = queries.own_visit(db(), visit_id=visit_id, person_id=whose())
    if PressForm().validate_on_submit():
        operations.cancel(db(), visit=seen.visit, by_id=current_user.id, at=clock.now())
        flash("This visit is cancelled.")
    return redirect(f"/my/visits/{visit_id}")


@bp.get("/shifts")
@requires(WORKER)
@notes_reads
def work() -> ResponseReturnValue:
    """Show a worker's own visits: to write down, then to come."""
    found = queries.worker_visits(db(), worker_ids=my_worker_ids())
    now = clock.now()
    groups = {
        "To write down": [one for one in found if one.visit.starts_at <= now and _to_write(one)],
        "To come": [one for one in found if one.visit.starts_at > now],
        "Written down": [one for one in reversed(found) if one.visit.status == "recorded" and not _to_write(one)][:30],
    }
    note_list(kind="visit", people=(one.person.id for some in groups.values() for one in some))
    return render_template("marketplace/brokerage/visits/work.html", groups=groups, words=presenters)


@bp.route("/shifts/<int:visit_id>", methods=["GET", "POST"])
@requires(WORKER)
@notes_reads
def record(visit_id: int) -> ResponseReturnValue:
    """Write down what happened, or put it right when the person said it was not."""
    seen = queries.worker_visit(db(), visit_id=visit_id, worker_ids=my_worker_ids())
    note_read(kind="visit", number=visit_id, whose=seen.person.id)
    form = RecordForm(data=_prefill(seen))
    if not form.validate_on_submit():
        page = "marketplace/brokerage/visits/record.html"
        return render_template(
            page, form=form, seen=seen, words=presenters, now=clock.now()
        ), 400 if form.errors else 200
    operations.record(
        db(), visit=seen.visit, started_at=form.started_at, ended_at=form.ended_at, miles_tenths=form.miles.data or 0,
        what_was_done=form.what_was_done.data or "", by_id=current_user.id, at=clock.now(),
    )  # fmt: skip
    flash(f"Written down. {seen.person.known_as} can agree it now.")
    return redirect("/shifts")


@bp.get("/provider/visits")
@requires(PROVIDER_STAFF)
@notes_reads
def ours() -> ResponseReturnValue:
    """Show my organisation's visits and how each stands."""
    found = queries.provider_visits(db(), organisation_ids=my_organisation_ids("staff"))
    newest = list(reversed(found))[:200]
    note_list(kind="visit", people=(one.person.id for one in newest))
    return render_template("marketplace/brokerage/visits/ours.html", found=newest, words=presenters)


def _my_page(seen: Seen, form: NotRightForm) -> ResponseReturnValue:
    now, visit, last = clock.now(), seen.visit, seen.visit.latest
    facts = {}
    if visit.status == "planned" and visit.starts_at > now:
        lines = cancel_lines(seen.agreement, start=visit.starts_at, end=visit.ends_at, told_at=now)
        facts = {
            "cost": sum(line.pence for line in lines),
            "free": cancel_free_until(seen.agreement, start=visit.starts_at),
        }
    version = str(last.version) if last else ""
    form.version.data = version
    return render_template(
        "marketplace/brokerage/visits/my_one.html", seen=seen, last=last, words=presenters, now=now, form=form,
        agree=AgreeForm(data={"version": version}), press=PressForm(), cancel=facts,
    ), 400 if form.errors else 200  # fmt: skip


def _to_write(seen: Seen) -> bool:
    return presenters.state_words(seen.visit) in {"Planned", "Being checked"}


def _prefill(seen: Seen) -> dict[str, object]:
    visit, last = seen.visit, seen.visit.latest
    start, end = (last.started_at, last.ended_at) if last else (visit.starts_at, visit.ends_at)
    miles = last.miles_tenths if last else None
    return {
        "day": clock.london_date(start), "start": clock.london(start).time(), "end": clock.london(end).time(),
        "miles": miles, "what_was_done": last.what_was_done if last else visit.task,
    }  # fmt: skip
