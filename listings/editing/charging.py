"""What is sold by the hour, its prices from day to day, and the days at the bank-holiday price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings.editing import days, operations, presenters
from listings.editing.record_forms import DaysForm, OfferForm, PriceForm
from listings.editing.views import own
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.filters import long_date
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from datetime import date

    from flask.typing import ResponseReturnValue

    from listings.models import Listing

bp = Blueprint("charging", __name__)
PRICES = "/provider/listings/{}/prices"
KEPT = "Kept. Nobody sees it until you send it and we have looked."


@bp.route("/provider/listings/<int:listing_id>/prices/new", methods=["GET", "POST"])
@bp.route("/provider/listings/<int:listing_id>/prices/<key>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def offer(listing_id: int, key: str = "") -> ResponseReturnValue:
    """Show or write what is sold: its name, its tasks; a new one goes on to its first price."""
    listing, form = own(listing_id), OfferForm()
    if key and not form.is_submitted():
        form.fill(operations.offer_in(operations.written(db(), listing=listing), key))
    if form.validate_on_submit():
        who = {"by_id": current_user.id, "at": clock.now()}
        try:
            made = operations.write_offer(db(), listing=listing, key=key, record=form.record(), **who)
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash(KEPT)
            return redirect(PRICES.format(listing.id) + ("" if key else f"/{made}/from/new"))
    return render_template(
        "listings/editing/offer.html", form=form, listing=listing, key=key
    ), 400 if form.errors else 200


@bp.post("/provider/listings/<int:listing_id>/prices/<key>/drop")
@requires(PROVIDER_STAFF)
@commits
def drop_offer(listing_id: int, key: str) -> ResponseReturnValue:
    """Take out what is sold."""
    listing = own(listing_id)
    if PressForm().validate_on_submit():
        operations.drop_offer(db(), listing=listing, key=key, by_id=current_user.id, at=clock.now())
        flash("Taken out.")
    return redirect(PRICES.format(listing.id))


@bp.route("/provider/listings/<int:listing_id>/prices/<key>/from/new", methods=["GET", "POST"])
@bp.route("/provider/listings/<int:listing_id>/prices/<key>/from/<start>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def price(listing_id: int, key: str, start: str = "") -> ResponseReturnValue:
    """Show or write a price from a day on; it goes on to its days at the higher price where it has one."""
    listing, form = own(listing_id), PriceForm()
    found = operations.offer_in(operations.written(db(), listing=listing), key)
    if not form.is_submitted():
        _fill(form, found, start)
    if form.validate_on_submit():
        try:
            operations.write_price(
                db(), listing=listing, key=key, start=start, record=form.record(), by_id=current_user.id, at=clock.now()
            )
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            return _on_to_days(listing, key, form)
    page = "listings/editing/price.html"
    return render_template(page, form=form, listing=listing, offer=found, start=start), 400 if form.errors else 200


@bp.post("/provider/listings/<int:listing_id>/prices/<key>/from/<start>/drop")
@requires(PROVIDER_STAFF)
@commits
def drop_price(listing_id: int, key: str, start: str) -> ResponseReturnValue:
    """Take out a price that has not begun."""
    listing = own(listing_id)
    if PressForm().validate_on_submit():
        operations.drop_price(db(), listing=listing, key=key, start=start, by_id=current_user.id, at=clock.now())
        flash("Taken out. The price before it goes on.")
    return redirect(PRICES.format(listing.id))


@bp.route("/provider/listings/<int:listing_id>/prices/<key>/from/<start>/days", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def higher_days(listing_id: int, key: str, start: str) -> ResponseReturnValue:
    """Show which days have the bank-holiday price; change them."""
    listing, form = own(listing_id), DaysForm()
    found = operations.price_in(operations.offer_in(operations.written(db(), listing=listing), key), start)
    shown = _days(listing, found)
    form.listed.choices = [(one.day.isoformat(), f"{long_date(one.day)}, {one.name}") for one in shown]
    if not form.is_submitted():
        _tick(form, shown, found)
    if not form.validate_on_submit():
        page = "listings/editing/days.html"
        return render_template(page, form=form, listing=listing, price=found), 400 if form.errors else 200
    picked = days.chosen(
        shown,
        ticked=form.listed.data or [],
        own=form.own(),
        before=found["higher_days"],
        ordinary=found["ordinary_days"],
    )
    who = {"by_id": current_user.id, "at": clock.now()}
    operations.write_days(db(), listing=listing, key=key, start=start, days=picked, **who)
    flash(KEPT)
    return redirect(PRICES.format(listing.id))


def _fill(form: PriceForm, offer: dict[str, Any], start: str) -> None:
    """Show a price, or the newest one as the pattern for the next."""
    if start:
        form.fill(operations.price_in(offer, start))
    elif offer["prices"]:
        form.fill(max(offer["prices"], key=lambda one: str(one["valid_from"])), days=False)
    else:
        form.notice_days.data = 7


def _on_to_days(listing: Listing, key: str, form: PriceForm) -> ResponseReturnValue:
    flash(KEPT)
    here = PRICES.format(listing.id)
    if form.bank_holiday_pence_per_hour.data is None or form.valid_from.data is None:
        return redirect(here)
    return redirect(f"{here}/{key}/from/{form.valid_from.data.isoformat()}/days")


def _days(listing: Listing, price: dict[str, Any]) -> list[days.Day]:
    """Return the days to choose from: from today, or from the price's first day where that is later."""
    today: date = clock.london_date(clock.now())
    first = presenters.day_of(price["valid_from"])
    return days.days_to_choose(nation=listing.nation, start=max(today, first))


def _tick(form: DaysForm, shown: list[days.Day], price: dict[str, Any]) -> None:
    """Tick what has the higher price now, and write down its own days."""
    extra, plain, listed = price["higher_days"], price["ordinary_days"], {one.day.isoformat() for one in shown}
    form.listed.data = [
        one.day.isoformat()
        for one in shown
        if (one.day.isoformat() in extra or (one.seeded and one.day.isoformat() not in plain))
    ]
    own_days = [(presenters.day_of(day), name) for day, name in extra.items() if day not in listed]
    form.more.data = "\n".join(f"{day:%d/%m/%Y} {name}" for day, name in own_days)
