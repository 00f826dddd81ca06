"""Keeping things, one's own list, notes, and comparing side by side. No account is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, flash, redirect, render_template, request

from listings import presenters as listing_words
from listings import queries as listings
from marketplace.brokerage.shortlists import operations, presenters, queries, rules, viewing
from marketplace.brokerage.shortlists.forms import NoteForm
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.limits import Limit, by_person, limited
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("shortlist", __name__)


@bp.after_request
def never_kept(response: Response) -> Response:
    """Let no browser keep a list: the next person at a shared computer must not find it by going back."""
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/shortlist")
@public
def show() -> str:
    """Show one's own list, with notes (rows A04, A05)."""
    return render_template(
        "marketplace/brokerage/shortlists/list.html",
        things=_things(),
        words=listing_words,
        today=clock.london_date(clock.now()),
        press=PressForm(),
    )


@bp.post("/shortlist/keep")
@limited(Limit("300 per hour", by_person))
@public
@commits
def keep() -> ResponseReturnValue:
    """Put a listing on one's list, and go back to where one was."""
    whose = viewing.whose(begin=True)
    try:
        operations.keep(db(), whose=whose, listing_id=_listing_id(), at=clock.now())
    except NotFoundError:
        raise
    except DomainError as error:
        flash(error.sentence, "error")
    else:
        viewing.remember_list()
        flash("It is on your shortlist.", "success")
    return redirect(rules.way_back(request.form.get("back", "")))


@bp.post("/shortlist/take-off")
@public
@commits
def take_off() -> ResponseReturnValue:
    """Take a listing off one's list, and go back to where one was."""
    operations.take_off(db(), whose=viewing.whose(), listing_id=_listing_id(), at=clock.now())
    viewing.remember_list()
    flash("It is off your shortlist.", "success")
    return redirect(rules.way_back(request.form.get("back", "")))


@bp.route("/shortlist/<int:listing_id>/note", methods=["GET", "POST"])
@public
@commits
def note(listing_id: int) -> ResponseReturnValue:
    """Write one's own words on a thing."""
    thing = queries.own_thing(db(), whose=viewing.whose(), listing_id=listing_id)
    form = NoteForm(obj=thing)
    if form.validate_on_submit():
        note = form.note.data or ""
        operations.write_note(db(), whose=viewing.whose(), listing_id=listing_id, note=note, at=clock.now())
        flash("Your note is saved." if note else "Your note is taken away.", "success")
        return redirect(f"/shortlist#listing-{listing_id}")
    listing = listings.by_ids(db(), ids=[listing_id]).get(listing_id)
    page = "marketplace/brokerage/shortlists/note.html"
    return render_template(page, form=form, listing=listing), 400 if form.errors else 200


@bp.get("/shortlist/compare")
@public
def compare() -> str:
    """Show up to four things side by side (row A04)."""
    here = {one.listing_id: one.listing for one in _things() if one.listing is not None}
    asked = request.args.getlist("thing")
    chosen = rules.side_by_side(asked, list(here))
    return render_template(
        "marketplace/brokerage/shortlists/compare.html",
        kept=here.values(),
        chosen=[here[one] for one in chosen],
        rows=presenters.side_by_side([here[one] for one in chosen], on=clock.london_date(clock.now())),
        most=rules.MOST_SIDE_BY_SIDE,
    )


def _things() -> list[presenters.Thing]:
    """Return what is on one's own list as it is shown; the cookie is told."""
    mine = queries.own_list(db(), whose=viewing.whose())
    kept = queries.things_on(db(), shortlist=mine)
    viewing.remember(one.listing_id for one in kept)
    live = listings.by_ids(db(), ids=[one.listing_id for one in kept]) if kept else {}
    return presenters.things(kept, live)


def _listing_id() -> int:
    return rules.number(request.form.get("listing_id", ""))
