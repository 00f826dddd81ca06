"""After signing up, and where someone is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user, logout_user

from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, public, requires
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db
from marketplace.people.sign_in import operations, queries, viewing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("sign_in", __name__)
DEVICES = "/account/sign-ins"


@bp.get("/register/sent")
@public
def sent() -> str:
    """Say what happens after signing up: the same page whether or not the address was known."""
    return render_template("marketplace/people/sign_in/sent.html")


@bp.get(DEVICES)
@requires(PERSON)
def devices() -> str:
    """Show where I am signed in."""
    found = queries.open_ones(db(), person_id=current_user.id, at=clock.now())
    here = viewing.current()
    return render_template(
        "marketplace/people/sign_in/devices.html", found=found, here=here.id if here else 0, press=PressForm()
    )


@bp.post(f"{DEVICES}/<int:sign_in_id>/end")
@requires(PERSON)
@commits
def end(sign_in_id: int) -> ResponseReturnValue:
    """Sign out there."""
    found = queries.own(db(), sign_in_id=sign_in_id, person_id=current_user.id)
    here = viewing.current()
    if PressForm().validate_on_submit():
        if here is not None and found.id == here.id:
            logout_user()
            return redirect("/")
        operations.end(db(), sign_in=found, how="elsewhere", at=clock.now())
        flash("That device is signed out.", "success")
    return redirect(DEVICES)


@bp.post(f"{DEVICES}/end-others")
@requires(PERSON)
@commits
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    if PressForm().validate_on_submit():
        ended = operations.end_others(
            db(), person_id=current_user.id, but_key=viewing.key(), how="elsewhere", at=clock.now()
        )
        flash("You are signed in only here now." if ended else "You were signed in only here.", "success")
    return redirect(DEVICES)
