"""Reading an agreement and saying yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from marketplace.brokerage.agreements import operations, presenters, queries, rules, texts
from marketplace.brokerage.agreements.forms import AgreeForm
from marketplace.kernel import clock
from marketplace.kernel.access import BUY, PERSON, PROVIDER_STAFF, acting_now, requires, whose
from marketplace.kernel.errors import NotAllowedError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.money import pounds
from marketplace.kernel.session import commits, db, notes_reads
from marketplace.organisations import queries as organisations
from marketplace.organisations.viewing import my_organisation_ids, note_list, note_read
from marketplace.people import queries as people
from marketplace.people.preferences.presenters import flags
from marketplace.people.preferences.queries import preferences_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.brokerage.agreements.models import Agreement

bp = Blueprint("agreements", __name__)


@bp.route("/my/agreements/<int:agreement_id>", methods=["GET", "POST"])
@requires(PERSON, acting=BUY)
@commits
def mine(agreement_id: int) -> ResponseReturnValue:
    """Show an agreement whole; take the yes."""
    found = queries.own_agreement(db(), agreement_id=agreement_id, person_id=whose())
    form = AgreeForm()
    if not form.validate_on_submit():
        return _page(found, form)
    _check_limit(found)
    operations.agree(db(), agreement=found, early_start=form.early_start.data, by_id=current_user.id, at=clock.now())
    flash("You both agree. You can plan visits now.")
    return redirect(f"/my/agreements/{agreement_id}")


@bp.post("/my/agreements/<int:agreement_id>/decline")
@requires(PERSON, acting=BUY)
@commits
def decline(agreement_id: int) -> ResponseReturnValue:
    """Take the no."""
    found = queries.own_agreement(db(), agreement_id=agreement_id, person_id=whose())
    if PressForm().validate_on_submit():
        operations.decline(db(), agreement=found, by_id=current_user.id, at=clock.now())
        flash("You said no. Nothing was agreed, and there is nothing to pay.")
    return redirect("/my")


@bp.post("/my/agreements/<int:agreement_id>/end")
@requires(PERSON, acting=BUY)
@commits
def end(agreement_id: int) -> ResponseReturnValue:
    """End an agreement today (row B19); visits already planned are cancelled by themselves, each with its price shown."""
    found = queries.own_agreement(db(), agreement_id=agreement_id, person_id=whose())
    if PressForm().validate_on_submit():
        now = clock.now()
        operations.end(db(), agreement=found, last_day=clock.london_date(now), by_id=current_user.id, at=now)
        flash("This agreement has ended. Look at “My visits” for any that are still planned.")
    return redirect(f"/my/agreements/{agreement_id}")


@bp.get("/provider/agreements")
@requires(PROVIDER_STAFF)
@notes_reads
def ours() -> ResponseReturnValue:
    """Show the agreements of my organisation."""
    found = queries.provider_agreements(db(), organisation_ids=my_organisation_ids("staff"))
    note_list(kind="agreement", people=(person.id for _, person in found))
    return render_template("marketplace/brokerage/agreements/ours.html", found=found, words=presenters)


@bp.get("/provider/agreements/<int:agreement_id>")
@requires(PROVIDER_STAFF)
@notes_reads
def our_one(agreement_id: int) -> str:
    """Show one agreement of my organisation as the person sees it."""
    found = queries.provider_agreement(db(), agreement_id=agreement_id, organisation_ids=my_organisation_ids("staff"))
    person = people.person(db(), person_id=found.person_id)
    note_read(kind="agreement", number=found.id, whose=person.id)
    helps = flags(preferences_of(db(), person_id=person.id))
    page = "marketplace/brokerage/agreements/our_one.html"
    return render_template(page, agreement=found, person=person, words=presenters, names=_payer_names(), helps=helps)


def _check_limit(found: Agreement) -> None:
    acting = acting_now()
    if acting and acting.limit_pence is not None and presenters.weekly_pence(found) > acting.limit_pence:
        raise NotAllowedError(
            f"This costs more than the {pounds(acting.limit_pence)} that you may say yes to at a time."
        )


def _page(found: Agreement, form: AgreeForm) -> ResponseReturnValue:
    now = clock.now()
    provider = organisations.organisation(db(), organisation_id=found.organisation_id)
    pays = operations.pays_something(found)
    shown = operations.cancel_right_shown(db(), agreement=found, at=now) if pays else ""
    from_day = rules.may_start_from(now, early=False)
    return render_template(
        "marketplace/brokerage/agreements/mine.html", agreement=found, provider=provider, form=form, press=PressForm(),
        words=presenters, names=_payer_names(), right=found.cancel_right or shown, from_day=from_day, pays=pays,
        early=texts.early_start(from_day=from_day),
        cancel_form=texts.cancel_form(provider=provider.legal_name, address=provider.address),
    ), 400 if form.errors else 200  # fmt: skip


def _payer_names() -> dict[int, str]:
    return {one.id: one.name for one in organisations.payers(db())}
