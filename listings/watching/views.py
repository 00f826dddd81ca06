"""The list of pages that staff keep an eye on (row K11): adding, looking again, ending with what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from listings.watching import operations, queries
from listings.watching.forms import EndForm, WatchForm
from listings.watching.rules import listing_number
from marketplace.kernel import clock
from marketplace.kernel.access import SITE_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.watching.models import WatchedListing

bp = Blueprint("watching", __name__)


@bp.get("/admin/watch")
@requires(SITE_STAFF)
def every() -> str:
    """Show what is being watched, what is due first."""
    found, today = queries.due(db()), clock.london_date(clock.now())
    return render_template("listings/watching/list.html", found=found, today=today)


@bp.route("/admin/watch/new", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def new() -> ResponseReturnValue:
    """Keep an eye on a page."""
    form = WatchForm()
    if not form.is_submitted():
        form.listing.data = request.args.get("page", "")[:200]
    if not form.validate_on_submit() or not _put(form):
        return render_template("listings/watching/new.html", form=form), 422 if form.errors else 200
    flash("It is on the list.", "success")
    return redirect("/admin/watch", 303)


@bp.route("/admin/watch/<int:watch_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def look(watch_id: int) -> ResponseReturnValue:
    """Show one reason to look again and the page's history; take what was found."""
    watch, listing = queries.watched(db(), watch_id=watch_id)
    form = EndForm()
    if not form.validate_on_submit() or not _looked(form, watch):
        return render_template(
            "listings/watching/look.html", form=form, watch=watch, listing=listing, today=clock.london_date(clock.now()),
            others=[one for one in queries.open_watch(db(), listing.id) if one.id != watch.id],
            history=queries.history(db(), listing_id=listing.id),
        ), 422 if form.errors else 200  # fmt: skip
    flash("Kept.", "success")
    return redirect("/admin/watch", 303)


def _put(form: WatchForm) -> bool:
    """Put it on the list; a problem is said on the form, which keeps what was typed."""
    try:
        operations.put_on_watch(
            db(), listing_id=listing_number(form.listing.data or "") or 0, why=form.why.data or "",
            by_id=current_user.id, at=clock.now(), look_again_on=form.look_again_on.data or clock.london_date(clock.now()),
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True


def _looked(form: EndForm, watch: WatchedListing) -> bool:
    """End it or look later; a problem is said on the form, which keeps what was typed."""
    now = clock.now()
    try:
        if form.answer.data == "end":
            operations.end(db(), watch=watch, found=form.found.data or "", by_id=current_user.id, at=now)
        else:
            day = form.look_again_on.data or clock.london_date(now)
            operations.look_later(db(), watch=watch, look_again_on=day, by_id=current_user.id, at=now)
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
