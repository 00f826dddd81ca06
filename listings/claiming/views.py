"""Claiming a page, proving it with a code, and staff who decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings import queries as listings
from listings.claiming import operations, queries, rules
from listings.claiming.forms import ClaimForm, CodeForm, DecideForm
from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, PROVIDER_MANAGER, PROVIDER_STAFF, SITE_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.limits import Limit, by_person, limited
from marketplace.kernel.session import commits, db
from marketplace.organisations.viewing import my_organisation_ids

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.claiming.models import ListingClaim

bp = Blueprint("claiming", __name__)


@bp.route("/listings/<int:listing_id>/claim", methods=["GET", "POST"])
@requires(PERSON)
@limited(Limit("10 per day", by_person))
@commits
def claim(listing_id: int) -> ResponseReturnValue:
    """Ask to keep a page; whoever is in no organisation is led to making one."""
    listing, now = listings.live_listing(db(), listing_id=listing_id), clock.now()
    ours = queries.may_claim_for(db(), person_id=current_user.id, on=clock.london_date(now))
    asked = queries.waiting_for(db(), listing_id=listing_id, organisation_ids=[one.id for one in ours])
    if asked is not None:
        return redirect(f"/provider/claims/{asked.id}", 303)
    form = ClaimForm(organisation_id=ours[0].id if len(ours) == 1 else None)
    form.organisation_id.choices = [(one.id, one.name) for one in ours]
    if listing.organisation_id is not None or not ours or not form.validate_on_submit():
        page = "listings/claiming/claim.html"
        return render_template(page, form=form, listing=listing, ours=ours), 422 if form.errors else 200
    made = operations.claim(
        db(), listing=listing, organisation_id=form.organisation_id.data, person_id=current_user.id,
        words=form.words.data or "", at=now,
    )  # fmt: skip
    return redirect(f"/provider/claims/{made.id}", 303)


@bp.route("/provider/claims/<int:claim_id>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF, PROVIDER_MANAGER)
@limited(Limit("30 per day", by_person))
@commits
def own(claim_id: int) -> ResponseReturnValue:
    """Show how a claim stands; take the code."""
    found, form, now = _own(claim_id), CodeForm(), clock.now()
    if form.validate_on_submit():
        said = operations.give_code(db(), claim=found.claim, code=form.code.data or "", by_id=current_user.id, at=now)
        # Sent on even when it was wrong: only then is the try counted.
        flash(said or "Thank you. That is the right code.", "error" if said else "success")
        return redirect(f"/provider/claims/{claim_id}", 303)
    return render_template(
        "listings/claiming/own.html", found=found, form=form, press=PressForm(), works=_works(found.claim)
    ), 422 if form.errors else 200


@bp.post("/provider/claims/<int:claim_id>/withdraw")
@requires(PROVIDER_STAFF, PROVIDER_MANAGER)
@commits
def withdraw(claim_id: int) -> ResponseReturnValue:
    """Take a claim back."""
    found = _own(claim_id)
    if PressForm().validate_on_submit():
        operations.withdraw(db(), claim=found.claim, by_id=current_user.id, at=clock.now())
        flash("You took it back.", "success")
    return redirect(f"/provider/claims/{claim_id}", 303)


@bp.get("/admin/claims")
@requires(SITE_STAFF)
def waiting() -> str:
    """Show the claims that wait, the longest first."""
    return render_template("listings/claiming/waiting.html", found=queries.waiting(db()))


@bp.route("/admin/claims/<int:claim_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def check(claim_id: int) -> ResponseReturnValue:
    """Show a claim and the page it is about; take the answer."""
    found, form = queries.any_claim(db(), claim_id=claim_id), DecideForm()
    if not form.validate_on_submit() or not _decided(form, found.claim):
        others = queries.others_waiting(db(), claim=found.claim)
        page = "listings/claiming/check.html"
        return render_template(page, found=found, form=form, others=others), 422 if form.errors else 200
    flash("Your answer is sent.", "success")
    return redirect("/admin/claims", 303)


def _own(claim_id: int) -> queries.Claim:
    mine = frozenset[int]().union(*(my_organisation_ids(role) for role in queries.MAY_CLAIM))
    return queries.own_claim(db(), claim_id=claim_id, organisation_ids=mine)


def _works(claim: ListingClaim) -> bool:
    return rules.works(code_hash=claim.code_hash, tries=claim.code_tries, made_at=claim.made_at, at=clock.now())


def _decided(form: DecideForm, claim: ListingClaim) -> bool:
    """Take staff's answer; a problem is said on the form, which keeps what was typed."""
    now = clock.now()
    try:
        if form.answer.data == "yes":
            told = form.how_checked.data or ""
            operations.agree(db(), claim=claim, how_checked=told, by_id=current_user.id, at=now)
        else:
            operations.decline(db(), claim=claim, reason=form.reason.data or "", by_id=current_user.id, at=now)
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
