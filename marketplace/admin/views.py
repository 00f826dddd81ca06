"""How the site is, for the people who look after it: what waits, what was given up, letters to post and calls to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template
from flask_login import current_user

from invoices.payments import checks
from listings import queries as listings
from marketplace.kernel import audit, clock, jobs
from marketplace.kernel.access import SITE_STAFF, requires
from marketplace.kernel.forms import PressForm
from marketplace.kernel.outbox import operations as outbox
from marketplace.kernel.outbox import queries as messages
from marketplace.kernel.session import commits, db, notes_reads
from search.indexing import service

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("admin", __name__)


@bp.get("/admin")
@requires(SITE_STAFF)
def health() -> str:
    """Show what waits and whether the sums hold; no names."""
    return render_template(
        "marketplace/admin/health.html",
        sources=listings.sources(db()),
        waiting=service.waiting(db()),
        index=service.check(db(), current_app.extensions["kith_search"]),
        unsent=messages.unsent(db()),
        books=checks.check(db()),
        parked=jobs.parked(db()),
        press=PressForm(),
    )


@bp.post("/admin/jobs/try-again")
@requires(SITE_STAFF)
@commits
def try_again() -> ResponseReturnValue:
    """Let everything that was given up be tried from the start."""
    if PressForm().validate_on_submit():
        moved = jobs.try_again(db(), job_ids=[one.id for one in jobs.parked(db())], at=clock.now())
        flash(f"{moved} to be tried again.", "success")
    return redirect("/admin")


@bp.get("/admin/letters")
@requires(SITE_STAFF)
@notes_reads
def letters() -> str:
    """Show the letters to post and the calls to make (row L08); that staff read them is written down."""
    found = messages.for_staff(db())
    reads = [(one.id, one.person_id) for one in found if one.person_id is not None]
    audit.note_reads(db(), kind="message", reads=reads, at=clock.now(), by_person_id=current_user.id)
    return render_template("marketplace/admin/letters.html", found=found, press=PressForm())


@bp.post("/admin/letters/<int:message_id>/done")
@requires(SITE_STAFF)
@commits
def letter_done(message_id: int) -> ResponseReturnValue:
    """Note that a letter was posted or a call made."""
    found = messages.letter_or_call(db(), message_id=message_id)
    if PressForm().validate_on_submit():
        outbox.seen_to(db(), message=found, by_id=current_user.id, at=clock.now())
        flash("Thank you. It is off the list.", "success")
    return redirect("/admin/letters")
