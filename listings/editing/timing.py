"""When it is on: one time more, one time less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings.editing import operations
from listings.editing.record_forms import TimeForm
from listings.editing.views import own
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("timing", __name__)


@bp.route("/provider/listings/<int:listing_id>/when/new", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def new_time(listing_id: int) -> ResponseReturnValue:
    """Add a time at which it is on."""
    listing, form = own(listing_id), TimeForm()
    if form.validate_on_submit():
        try:
            operations.add_time(db(), listing=listing, time=form.record(), by_id=current_user.id, at=clock.now())
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash("Added. Nobody sees it until you send it and we have looked.")
            return redirect(f"/provider/listings/{listing.id}/when")
    return render_template("listings/editing/time.html", form=form, listing=listing), 400 if form.errors else 200


@bp.post("/provider/listings/<int:listing_id>/when/<int:number>/drop")
@requires(PROVIDER_STAFF)
@commits
def drop_time(listing_id: int, number: int) -> ResponseReturnValue:
    """Take a time out."""
    listing = own(listing_id)
    if PressForm().validate_on_submit():
        operations.drop_time(db(), listing=listing, number=number, by_id=current_user.id, at=clock.now())
        flash("Taken out.")
    return redirect(f"/provider/listings/{listing.id}/when")
