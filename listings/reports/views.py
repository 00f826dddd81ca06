"""Telling us about a listing, what to do when it worries you, and the list that staff work through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings import queries as listings
from listings.reports import operations, queries
from listings.reports.forms import ReportForm
from listings.reports.models import KINDS
from marketplace.kernel import clock
from marketplace.kernel.access import SITE_STAFF, public, requires
from marketplace.kernel.forms import PressForm
from marketplace.kernel.limits import Limit, limited
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("reports", __name__)


@bp.route("/listings/<int:listing_id>/report", methods=["GET", "POST"])
@public
@limited(Limit("10 per hour"))
@commits
def tell(listing_id: int) -> ResponseReturnValue:
    """Show the form to anyone; keep what was sent, once. A worry leads on to what to do about it."""
    listing, form = listings.live_listing(db(), listing_id=listing_id), ReportForm()
    if not form.validate_on_submit():
        page = "listings/reports/tell.html"
        return render_template(page, form=form, listing=listing), 422 if form.errors else 200
    operations.send(
        db(), listing=listing, kind=form.kind.data, words=form.words.data or "", reach=form.reach.data or "",
        at=clock.now(), submit_key=form.submit_key.data or "",
    )  # fmt: skip
    flash("Thank you. A person will read it and look at this listing.", "success")
    return redirect(f"/listings/{listing_id}{'/worried' if form.kind.data == 'worried' else ''}", 303)


@bp.get("/listings/<int:listing_id>/worried")
@public
def worried(listing_id: int) -> str:
    """Say what to do when something about a listing worries you: who to call now, and who looks into it (rule W10)."""
    listing = listings.live_listing(db(), listing_id=listing_id)
    return render_template("listings/reports/worried.html", listing=listing)


@bp.get("/admin/reports")
@requires(SITE_STAFF)
def waiting() -> str:
    """Show what people told us and nobody has dealt with, worries first."""
    return render_template("listings/reports/waiting.html", found=queries.waiting(db()), kinds=KINDS, press=PressForm())


@bp.post("/admin/reports/<int:report_id>/done")
@requires(SITE_STAFF)
@commits
def done(report_id: int) -> ResponseReturnValue:
    """Note that a report is dealt with."""
    found = queries.report(db(), report_id=report_id)
    if PressForm().validate_on_submit():
        operations.done(db(), report=found, by_id=current_user.id, at=clock.now())
        flash("It is off the list. How to answer them is wiped.", "success")
    return redirect("/admin/reports", 303)
