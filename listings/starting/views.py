"""Beginning to list: what it takes, the first questions, one page more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings.starting import operations
from listings.starting.forms import AnotherForm, StartForm
from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, PROVIDER_STAFF, public, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.session import commits, db
from marketplace.organisations.viewing import my_organisations

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("starting", __name__)
KEPT = "Begun. What you write is kept at each step, so you can stop and come back."


@bp.get("/list-with-us")
@public
def invite() -> str:
    """Say what it takes to be listed, and that it costs nothing."""
    return render_template("listings/starting/invite.html")


@bp.route("/provider/start", methods=["GET", "POST"])
@requires(PERSON)
@commits
def start() -> ResponseReturnValue:
    """Ask the first questions; make the organisation and its first page."""
    form = StartForm()
    if form.validate_on_submit():
        said = operations.Begun(form.who.data, form.name.data or "", form.phone.data or "", form.email.data or "")
        try:
            made = operations.begin(
                db(), person=current_user, said=said, at=clock.now(), submit_key=form.submit_key.data or ""
            )
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash(KEPT)
            return redirect(f"/provider/listings/{made.id}")
    return render_template("listings/starting/start.html", form=form), 400 if form.errors else 200


@bp.route("/provider/listings/new", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def another() -> ResponseReturnValue:
    """Begin one page more."""
    form, mine = AnotherForm(), {one.id: one for one in my_organisations("staff")}
    form.organisation.choices = [(one.id, one.name) for one in mine.values()]
    if not form.validate_on_submit():
        return render_template("listings/starting/another.html", form=form, mine=mine), 400 if form.errors else 200
    made = operations.begin_another(
        db(), organisation=mine[form.organisation.data], kind=form.kind.data, name=form.name.data or "",
        by_id=current_user.id, at=clock.now(), submit_key=form.submit_key.data or "",
    )  # fmt: skip
    flash(KEPT)
    return redirect(f"/provider/listings/{made.id}")
