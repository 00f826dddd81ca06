"""Pages for staff: the words people use and what is looked for beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import SITE_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db
from search.words import operations, queries
from search.words.forms import MeaningForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from search.words.queries import Row

bp = Blueprint("search_words", __name__)


@bp.get("/admin/words")
@requires(SITE_STAFF)
def table() -> str:
    """Show the whole table."""
    return render_template("search/words/table.html", rows=queries.rows(db()))


@bp.route("/admin/words/row", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def row() -> ResponseReturnValue:
    """Show one row (?row=lonely), or an empty one; save it."""
    key = request.args.get("row", "")
    found = queries.row(db(), key=key) if key else None
    form = MeaningForm()
    if not form.is_submitted() and found:
        form.said.data, form.means.data = "\n".join(found.said), "\n".join(found.means)
    if not form.validate_on_submit() or not _saved(form, found):
        page = "search/words/row.html"
        return render_template(page, form=form, row=found, press=PressForm()), 400 if form.errors else 200
    flash("Saved. The next search uses it.", "success")
    return redirect("/admin/words")


@bp.post("/admin/words/off")
@requires(SITE_STAFF)
@commits
def off() -> ResponseReturnValue:
    """Stop using a row."""
    if PressForm().validate_on_submit():
        found = queries.row(db(), key=request.args.get("row", ""))
        operations.switch_off(db(), key=found.key, by_id=current_user.id, at=clock.now())
        flash("It is not used any more.", "success")
    return redirect("/admin/words")


def _saved(form: MeaningForm, found: Row | None) -> bool:
    """Save the row; a problem is said on the form, which keeps what was typed."""
    said, means = ((text.data or "").splitlines() for text in (form.said, form.means))
    try:
        operations.save(
            db(), key=found.key if found else "", said=said, means=means, by_id=current_user.id, at=clock.now()
        )
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
