"""Telling us what is missing, and the list of it that staff read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request

from marketplace.kernel import clock
from marketplace.kernel.access import SITE_STAFF, public, requires
from marketplace.kernel.limits import Limit, limited
from marketplace.kernel.postcodes import outcode_of
from marketplace.kernel.session import commits, db
from search.missing import operations, queries
from search.missing.forms import MOST, MissingForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("missing", __name__)


@bp.route("/missing", methods=["GET", "POST"])
@public
@limited(Limit("20 per hour"))
@commits
def tell() -> ResponseReturnValue:
    """Ask what somebody looked for (?q= and ?near= from a search); keep it once, without who asked."""
    form = MissingForm()
    if not form.is_submitted():
        form.words.data = request.args.get("q", "")[:MOST]
        form.near.data = outcode_of(request.args.get("near", ""))
    if not form.validate_on_submit():
        return render_template("search/missing/tell.html", form=form), 422 if form.errors else 200
    operations.tell(
        db(), words=form.words.data or "", outcode=outcode_of(form.near.data or ""),
        on=clock.london_date(clock.now()), submit_key=form.submit_key.data or "",
    )  # fmt: skip
    flash("Thank you. We will look for it. We kept what you wrote, and not who you are.", "success")
    return redirect("/not-sure", 303)


@bp.get("/admin/missing")
@requires(SITE_STAFF)
def told() -> str:
    """Show what people missed, and on which day."""
    return render_template("search/missing/told.html", found=queries.newest(db()))
