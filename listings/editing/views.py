"""An organisation's own pages: writing, sending, what changes today, still right; and staff who check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from listings.editing import operations, presenters, queries, rules
from listings.editing.forms import DecideForm, PageForm, TodayForm
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, SITE_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db
from marketplace.organisations.viewing import my_organisation_ids

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.models import Listing

bp = Blueprint("editing", __name__)


@bp.get("/provider/listings")
@requires(PROVIDER_STAFF)
def ours() -> str:
    """Show my organisation's pages and how each stands."""
    found = queries.own_listings(db(), organisation_ids=my_organisation_ids("staff"))
    return render_template("listings/editing/ours.html", found=found, words=presenters, press=PressForm())


@bp.route("/provider/listings/<int:listing_id>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def edit(listing_id: int) -> ResponseReturnValue:
    """Show a page's facts; keep what was written, and send it if that was pressed."""
    listing, form = _own(listing_id), PageForm()
    opened = queries.open_edit(db(), listing_id=listing.id)
    if not form.is_submitted():
        form.fill(opened.facts if opened else queries.facts_of(listing))
    if not form.validate_on_submit() or not _kept(form, listing):
        answer, facts = queries.last_answer(db(), listing_id=listing.id), form.facts()
        return render_template(
            "listings/editing/edit.html", form=form, listing=listing, opened=opened, answer=answer, words=presenters,
            hard=rules.plainer_words(facts), changes=presenters.changes(queries.facts_of(listing), facts),
        ), 400 if form.errors else 200  # fmt: skip
    sent = request.form.get("step") == "send"
    flash("Sent. We will look at it soon." if sent else "Kept. Nobody sees it until you send it and we have looked.")
    return redirect("/provider/listings" if sent else f"/provider/listings/{listing.id}")


@bp.route("/provider/listings/<int:listing_id>/today", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def today(listing_id: int) -> ResponseReturnValue:
    """Change places left and weeks to wait at once."""
    listing = _own(listing_id)
    form = TodayForm(obj=listing)
    if not form.validate_on_submit():
        return render_template("listings/editing/today.html", form=form, listing=listing), 400 if form.errors else 200
    operations.change_today(
        db(), listing=listing, places_left=form.places_left.data, waiting_weeks=form.waiting_weeks.data,
        by_id=current_user.id, at=clock.now(),
    )  # fmt: skip
    flash("Changed. People see it now.")
    return redirect("/provider/listings")


@bp.post("/provider/listings/<int:listing_id>/still-right")
@requires(PROVIDER_STAFF)
@commits
def still_right(listing_id: int) -> ResponseReturnValue:
    """Note that every fact is still right."""
    listing = _own(listing_id)
    if PressForm().validate_on_submit():
        operations.still_right(db(), listing=listing, by_id=current_user.id, at=clock.now())
        flash("Thank you. The page says that it was checked today.")
    return redirect("/provider/listings")


@bp.get("/admin/pages")
@requires(SITE_STAFF)
def queue() -> str:
    """Show what waits to be checked, the longest first."""
    return render_template("listings/editing/queue.html", found=queries.waiting(db()))


@bp.route("/admin/pages/<int:edit_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def check(edit_id: int) -> ResponseReturnValue:
    """Show a version beside what is there, fact by fact; take the answer."""
    sent, listing = queries.to_check(db(), edit_id=edit_id)
    form = DecideForm()
    if form.validate_on_submit():
        try:
            if form.answer.data == "yes":
                operations.approve(db(), edit=sent, listing=listing, by_id=current_user.id, at=clock.now())
            else:
                operations.decline(
                    db(), edit=sent, reason=form.reason.data or "", by_id=current_user.id, at=clock.now()
                )
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash("Your answer is sent.")
            return redirect("/admin/pages")
    before = sent.before if sent.status == "live" else queries.facts_of(listing)
    return render_template(
        "listings/editing/check.html", sent=sent, listing=listing, form=form, words=presenters,
        changes=presenters.changes(before, sent.facts), hard=rules.plainer_words(sent.facts),
    ), 400 if form.errors else 200  # fmt: skip


def _own(listing_id: int) -> Listing:
    return queries.own_listing(db(), listing_id=listing_id, organisation_ids=my_organisation_ids("staff"))


def _kept(form: PageForm, listing: Listing) -> bool:
    """Keep what was written, and send it if asked; a problem is said on the form, which keeps what was typed."""
    now = clock.now()
    written = operations.write(db(), listing=listing, facts=form.facts(), by_id=current_user.id, at=now)
    try:
        if request.form.get("step") == "send":
            operations.send(db(), edit=written, listing=listing, by_id=current_user.id, at=now)
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
