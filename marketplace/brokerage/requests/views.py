"""Asking a provider; the provider's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from listings import presenters as listing_words
from listings import queries as listings
from marketplace.brokerage.budgets import queries as budgets
from marketplace.brokerage.requests import operations, presenters, queries
from marketplace.brokerage.requests.forms import OWN, AskForm
from marketplace.kernel import clock
from marketplace.kernel.access import BUY, PERSON, PROVIDER_STAFF, SEE, requires, whose
from marketplace.kernel.errors import NotFoundError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db, notes_reads
from marketplace.organisations import queries as organisations
from marketplace.organisations.viewing import my_organisation_ids, note_list
from marketplace.people import queries as people

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.models import Listing, Offer
    from marketplace.brokerage.budgets.models import Budget

bp = Blueprint("requests", __name__)


@bp.route("/listings/<int:listing_id>/ask", methods=["GET", "POST"])
@requires(PERSON, acting=BUY)
@commits
def ask(listing_id: int) -> ResponseReturnValue:
    """Show the form; send what was filled in, once."""
    listing, offer = _on_sale(listing_id)
    form, activity = _ask_form(offer), _activity()
    if activity and not form.is_submitted():
        form.words.data = f"I would like somebody to go with me to {activity.name}."
    if not form.validate_on_submit():
        price = _whole_price(offer)
        page = "marketplace/brokerage/requests/ask.html"
        return render_template(
            page, form=form, listing=listing, price=price, activity=activity
        ), 400 if form.errors else 200
    sent = operations.send(
        db(), person=people.person(db(), person_id=whose()), offer=offer, wish=_wish(form, listing, activity),
        budget=_budget(form), at=clock.now(), submit_key=form.submit_key.data or "",
    )  # fmt: skip
    flash(f"Sent to {listing.run_by or listing.name}. You will see the answer here.")
    return redirect(f"/my/requests/{sent.id}")


@bp.get("/my/requests/<int:request_id>")
@requires(PERSON, acting=SEE)
def mine(request_id: int) -> str:
    """Show one request of my own and its answer."""
    found = queries.own_request(db(), request_id=request_id, person_id=whose())
    return render_template(
        "marketplace/brokerage/requests/mine.html", request_=found, words=presenters, form=PressForm(),
        provider=organisations.organisation(db(), organisation_id=found.organisation_id),
    )  # fmt: skip


@bp.post("/my/requests/<int:request_id>/withdraw")
@requires(PERSON, acting=BUY)
@commits
def take_back(request_id: int) -> ResponseReturnValue:
    """Take a request back."""
    found = queries.own_request(db(), request_id=request_id, person_id=whose())
    if PressForm().validate_on_submit():
        operations.withdraw(db(), request=found, by_id=current_user.id, at=clock.now())
    return redirect(f"/my/requests/{request_id}")


@bp.get("/provider/requests")
@requires(PROVIDER_STAFF)
@notes_reads
def inbox() -> ResponseReturnValue:
    """Show what was asked of my organisation."""
    found = queries.sent_to(db(), organisation_ids=my_organisation_ids("staff"))
    note_list(kind="request", people=(person.id for _, person in found))
    return render_template("marketplace/brokerage/requests/inbox.html", found=found, words=presenters)


def _on_sale(listing_id: int) -> tuple[Listing, Offer]:
    listing = listings.live_listing(db(), listing_id=listing_id)
    offer = listings.offer_on_sale(
        listing, on=clock.london_date(clock.now()), offer_id=request.args.get("offer", type=int)
    )
    if offer is None:
        raise NotFoundError("You cannot ask for this one here. Ring them instead.")
    return listing, offer


def _whole_price(offer: Offer) -> list[str]:
    price = listings.price_in_force(offer, on=clock.london_date(clock.now()))
    return listing_words.hourly_words(price) if price else []


def _ask_form(offer: Offer) -> AskForm:
    form = AskForm()
    held = budgets.budgets_of(db(), person_id=whose(), on=clock.london_date(clock.now()))
    names = {one.id: one.name for one in organisations.payers(db())}
    form.offer(offer.tasks, presenters.money_choices(held, names))
    return form


def _activity() -> Listing | None:
    """Return the activity that company is wanted for (?with=7), if there is one."""
    number = request.args.get("with", "")
    return (
        queries.activity_of(db(), listing_id=int(number))
        if number.isascii() and number.isdigit() and len(number) < 10
        else None
    )


def _wish(form: AskForm, listing: Listing, activity: Listing | None) -> operations.Wish:
    what = ". ".join(part for part in (", ".join(form.tasks.data or []), form.words.data) if part)
    return operations.Wish(
        what=what,
        weekly_minutes=form.weekly_minutes,
        starts_on=form.starts_on.data or clock.london_date(clock.now()),
        when_words=form.when_words.data or "",
        worker_wish=form.worker_wish.data or "",
        nation=listing.nation,
        activity_id=activity.id if activity else None,
    )


def _budget(form: AskForm) -> Budget | None:
    if form.money.data == OWN:
        return None
    return budgets.own_budget(db(), budget_id=int(form.money.data), person_id=whose())
