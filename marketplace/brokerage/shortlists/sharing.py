"""Sharing a list: a frozen copy behind a link, on paper, by email or by text (rows A28, L08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, flash, redirect, render_template

from listings import queries as listings
from marketplace.brokerage.shortlists import operations, presenters, queries, viewing
from marketplace.brokerage.shortlists.forms import SendForm, ShareForm
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.limits import Limit, by_person, limited, typed
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.brokerage.shortlists.models import SharedCopy

bp = Blueprint("shared_lists", __name__)


@bp.after_request
def never_kept(response: Response) -> Response:
    """Let no browser keep a page of a list and no search engine name it: a link can be stopped."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.route("/shortlist/share", methods=["GET", "POST"])
@limited(Limit("60 per hour", by_person))
@public
@commits
def share() -> ResponseReturnValue:
    """Make a copy of one's list for others, and show the links that still work."""
    form = ShareForm()
    if form.validate_on_submit():
        try:
            made = _share(form)
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash("Your link is ready.", "success")
            return redirect(f"/shortlist/shares/{made.id}")
    mine = queries.own_list(db(), whose=viewing.whose())
    return render_template(
        "marketplace/brokerage/shortlists/share.html",
        form=form,
        things=queries.things_on(db(), shortlist=mine),
        copies=queries.open_copies(db(), shortlist=mine, at=clock.now()),
    ), 400 if form.errors else 200


@bp.route("/shortlist/shares/<int:copy_id>", methods=["GET", "POST"])
@limited(Limit("5 per hour", typed("to")), Limit("20 per hour", by_person))
@public
@commits
def one(copy_id: int) -> ResponseReturnValue:
    """Show one link of mine as words and as a picture; send it by email or text."""
    now = clock.now()
    form = SendForm()
    copy = queries.own_copy(db(), whose=viewing.whose(), copy_id=copy_id, at=now, lock=form.is_submitted())
    if form.validate_on_submit():
        try:
            operations.send(
                db(), copy=copy, way=form.way.data, to=form.place, submit_key=form.submit_key.data or "", at=now
            )
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash("The link is on its way.", "success")
            return redirect(f"/shortlist/shares/{copy_id}")
    return render_template(
        "marketplace/brokerage/shortlists/copy.html", copy=copy, form=form, press=PressForm(), **_link(copy)
    ), 400 if form.errors else 200


@bp.post("/shortlist/shares/<int:copy_id>/stop")
@public
@commits
def stop(copy_id: int) -> ResponseReturnValue:
    """Stop sharing: the link opens nothing from now on."""
    copy = queries.own_copy_or_ended(db(), whose=viewing.whose(), copy_id=copy_id, lock=True)
    if PressForm().validate_on_submit():
        operations.stop(db(), copy=copy, at=clock.now())
        flash("That link does not work any more.", "success")
    return redirect("/shortlist/share")


@bp.get("/shared/<token>")
@public
def shared(token: str) -> str:
    """Show a copy to whoever has its link, and what has changed since it was made."""
    now = clock.now()
    copy = queries.copy_by_token(db(), token=token, at=now)
    live = listings.by_ids(db(), ids=[one["listing_id"] for one in copy.facts["things"]])
    found = presenters.shared(copy.facts, live, on=clock.london_date(now))
    return render_template(
        "marketplace/brokerage/shortlists/shared.html",
        copy=copy,
        found=found,
        changed=presenters.changed_words(found),
        **_link(copy),
    )


def _share(form: ShareForm) -> SharedCopy:
    now = clock.now()
    kept = queries.things_on(db(), shortlist=queries.own_list(db(), whose=viewing.whose()))
    live = listings.by_ids(db(), ids=[one.listing_id for one in kept])
    notes = bool(form.with_notes.data)
    things = [
        presenters.frozen(live[one.listing_id], on=clock.london_date(now), note=one.note if notes else "")
        for one in kept
        if one.listing_id in live
    ]
    return operations.share(
        db(), whose=viewing.whose(), things=things, with_notes=notes, submit_key=form.submit_key.data or "", at=now
    )


def _link(copy: SharedCopy) -> dict[str, object]:
    """Return the link of a copy, whole and as a picture; where the site is reached is a setting, not a header."""
    address = f"{current_app.extensions['kith_settings'].site.address}/shared/{copy.token}"
    return {"address": address, "picture": presenters.qr(address)}
