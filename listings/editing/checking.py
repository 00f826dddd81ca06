"""Staff check what organisations wrote: what waits, a version beside what is there fact by fact, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from listings.editing import operations, presenters, queries
from listings.editing.facts import facts_of, whole
from listings.editing.forms import DecideForm
from listings.editing.views import preview
from listings.watching.queries import open_watch
from marketplace.kernel import clock
from marketplace.kernel.access import SITE_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.editing.models import ListingEdit
    from listings.models import Listing

bp = Blueprint("checking", __name__)


@bp.get("/admin/pages")
@requires(SITE_STAFF)
def queue() -> str:
    """Show what waits to be checked, the longest first."""
    number = queries.count_waiting(db())
    last = max(1, -(-number // queries.PAGE_SIZE))
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    found = queries.waiting(db(), page=page)
    return render_template("listings/editing/queue.html", found=found, number=number, page=page, last=last)


@bp.route("/admin/pages/<int:edit_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def check(edit_id: int) -> ResponseReturnValue:
    """Show a version beside what is there, fact by fact; take the answer."""
    sent, listing = queries.to_check(db(), edit_id=edit_id)
    form = DecideForm()
    if form.validate_on_submit():
        try:
            _decide(form, sent, listing)
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash("Your answer is sent.")
            return redirect("/admin/pages")
    before, after = sent.before if sent.status == "live" else facts_of(listing), whole(sent.facts, listing=listing)
    hard, reads = presenters.reading(after)
    return render_template(
        "listings/editing/check.html", sent=sent, listing=listing, form=form, hard=hard, reads=reads,
        changes=presenters.changes(before, after), history=queries.history(db(), listing_id=listing.id), words=presenters,
        watched=open_watch(db(), listing.id),
    ), 400 if form.errors else 200  # fmt: skip


@bp.get("/admin/pages/<int:edit_id>/look")
@requires(SITE_STAFF)
def look(edit_id: int) -> str:
    """Show the page as people would see it with this version."""
    sent, listing = queries.to_check(db(), edit_id=edit_id)
    return preview(listing, whole(sent.facts, listing=listing), back=f"/admin/pages/{sent.id}")


def _decide(form: DecideForm, sent: ListingEdit, listing: Listing) -> None:
    by_id, at = current_user.id, clock.now()
    if form.answer.data == "yes":
        operations.approve(db(), edit=sent, listing=listing, by_id=by_id, at=at)
    else:
        operations.decline(db(), edit=sent, reason=form.reason.data or "", by_id=by_id, at=at)
