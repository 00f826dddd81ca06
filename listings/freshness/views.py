"""One press says that a page is still right: a signed link from a mail, without signing in (rule D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, redirect, render_template, request

from listings.freshness import links, operations, presenters, queries
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("freshness", __name__)


@bp.route("/still-right/<token>", methods=["GET", "POST"])
@public
@commits
def still_right(token: str) -> ResponseReturnValue:
    """Show what a prompt asks about; a press confirms it. Opening it changes nothing: what reads mail opens links, too."""
    pressed, now, form = request.method == "POST", clock.now(), PressForm()
    number = links.read(token, secret=current_app.config["SECRET_KEY"])
    prompt, listing = queries.prompt_with_page(db(), prompt_id=number, hold=pressed)
    today = clock.london_date(now)
    if why := queries.trouble(prompt, listing, on=today):
        code = 409 if pressed else 200 if why == "answered" else 410
        return render_template("listings/freshness/used.html", why=why, listing=listing, words=presenters), code
    if form.validate_on_submit():
        operations.confirm(db(), prompt=prompt, listing=listing, at=now)
        return redirect(request.path, 303)
    facts = presenters.to_confirm(listing, prompt.about, on=today)
    page = "listings/freshness/still_right.html"
    return render_template(page, form=form, prompt=prompt, listing=listing, facts=facts, words=presenters)
