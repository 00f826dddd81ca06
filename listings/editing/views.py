"""An organisation's own pages: the list of steps, one step, sending, a look before it is live; what changes today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from listings import presenters as listing_words
from listings.claiming.queries import own_claims
from listings.editing import operations, parts, presenters, queries
from listings.editing.facts import facts_of, seen
from listings.editing.forms import PageForm, TodayForm
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, requires
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db
from marketplace.organisations.viewing import my_organisation_ids

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.models import Listing

bp = Blueprint("editing", __name__)


def own(listing_id: int) -> Listing:
    """Return a listing of an organisation of whoever is signed in. Raises NotFoundError."""
    return queries.own_listing(db(), listing_id=listing_id, organisation_ids=my_organisation_ids("staff"))


@bp.get("/provider/listings")
@requires(PROVIDER_STAFF)
def ours() -> str:
    """Show my organisation's pages and how each stands."""
    mine = my_organisation_ids("staff")
    found, claims = queries.own_listings(db(), organisation_ids=mine), own_claims(db(), organisation_ids=mine)
    return render_template(
        "listings/editing/ours.html", found=found, claims=claims, words=presenters, press=PressForm()
    )


@bp.get("/provider/listings/<int:listing_id>")
@requires(PROVIDER_STAFF)
def steps(listing_id: int) -> str:
    """Show the steps of a page, what is done, what is missing, what would change."""
    return _steps(own(listing_id), PressForm())


@bp.route("/provider/listings/<int:listing_id>/<code>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def step(listing_id: int, code: str) -> ResponseReturnValue:
    """Show one step's facts; keep what was written and go on, or say how it reads."""
    listing, form = own(listing_id), PageForm()
    facts = operations.written(db(), listing=listing)
    part = _asked_for(form, code, kind=str(facts["kind"]))
    if not form.is_submitted():
        form.fill(facts)
    pressed = request.form.get("step", "")
    if not form.validate_on_submit() or pressed == "check":
        return _step_page(listing, part, form, facts), 400 if form.errors else 200
    operations.write(db(), listing=listing, facts=form.facts(), by_id=current_user.id, at=clock.now())
    flash("Kept. Nobody sees it until you send it and we have looked.")
    after = _next_code(part.code, kind=str({**facts, **form.facts()}["kind"])) if pressed == "next" else ""
    return redirect(f"/provider/listings/{listing.id}{'/' if after else ''}{after}")


@bp.post("/provider/listings/<int:listing_id>/send")
@requires(PROVIDER_STAFF)
@commits
def send(listing_id: int) -> ResponseReturnValue:
    """Send what was written to be checked."""
    listing, form = own(listing_id), PressForm()
    if form.validate_on_submit():
        try:
            edit = queries.open_edit(db(), listing_id=listing.id)
            operations.send(db(), edit=edit, listing=listing, by_id=current_user.id, at=clock.now())
        except DomainError as error:
            form.form_errors.append(error.sentence)
            return _steps(listing, form), 400
        flash("Sent. We will look at it soon.")
    return redirect("/provider/listings")


@bp.post("/provider/listings/<int:listing_id>/drop")
@requires(PROVIDER_STAFF)
@commits
def drop(listing_id: int) -> ResponseReturnValue:
    """Throw away what was written and not decided."""
    listing = own(listing_id)
    if PressForm().validate_on_submit():
        edit = queries.open_edit(db(), listing_id=listing.id)
        operations.drop(db(), edit=edit, by_id=current_user.id, at=clock.now())
        flash("Thrown away. The page is as it was.")
    return redirect("/provider/listings")


@bp.get("/provider/listings/<int:listing_id>/look")
@requires(PROVIDER_STAFF)
def look(listing_id: int) -> str:
    """Show the page as people would see it."""
    listing = own(listing_id)
    return preview(listing, operations.written(db(), listing=listing), back=f"/provider/listings/{listing.id}")


@bp.post("/provider/words")
@requires(PROVIDER_STAFF)
def plain_words() -> ResponseReturnValue:
    """Say how plainly the text of a step reads, while it is being written."""
    hard, reads = presenters.reading(PageForm().facts())
    return {"reads": reads, "hard": [f"“{word}”: {easy}" for word, easy in hard]}


@bp.route("/provider/listings/<int:listing_id>/today", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def today(listing_id: int) -> ResponseReturnValue:
    """Change at once what changes from day to day."""
    listing = own(listing_id)
    form = TodayForm(obj=listing)
    if not form.validate_on_submit():
        return render_template("listings/editing/today.html", form=form, listing=listing), 400 if form.errors else 200
    operations.change_today(
        db(), listing=listing, places_left=form.places_left.data, waiting_weeks=form.waiting_weeks.data,
        by_id=current_user.id, at=clock.now(),
    )  # fmt: skip
    flash("Changed. People see it now.")
    return redirect("/provider/listings")


@bp.post("/provider/listings/<int:listing_id>/still-right")
@requires(PROVIDER_STAFF)
@commits
def still_right(listing_id: int) -> ResponseReturnValue:
    """Note that every fact is still right."""
    listing = own(listing_id)
    if PressForm().validate_on_submit():
        operations.still_right(db(), listing=listing, by_id=current_user.id, at=clock.now())
        flash("Thank you. The page says that it was checked today.")
    return redirect("/provider/listings")


def preview(listing: Listing, facts: dict[str, object], *, back: str) -> str:
    """Return the page of a listing as it would be with other facts."""
    now = clock.now()
    shown, on = seen(listing, facts), clock.london_date(now)
    return render_template(
        "listings/editing/look.html", listing=shown, words=listing_words, now=now, today=on, back_to=back,
        price=listing_words.price_words(shown, on=on), offers=facts["offers"], fact_words=presenters,
    )  # fmt: skip


def _steps(listing: Listing, form: PressForm) -> str:
    facts = operations.written(db(), listing=listing)
    hard, reads = presenters.reading(facts)
    return render_template(
        "listings/editing/steps.html", form=form, listing=listing, words=presenters, facts=facts, hard=hard, reads=reads,
        parts=parts.parts_for(str(facts["kind"])), missing=parts.missing(facts), begun=parts.begun,
        opened=queries.open_edit(db(), listing_id=listing.id), press=PressForm(),
        answer=queries.last_answer(db(), listing_id=listing.id),
        changes=presenters.changes(facts_of(listing), facts) if listing.status == "live" else [],
    )  # fmt: skip


def _step_page(listing: Listing, part: parts.Part, form: PageForm, facts: dict[str, object]) -> str:
    hard, reads = presenters.reading({**facts, **form.facts()}) if part.code in {"about", "who"} else ([], "")
    return render_template(
        "listings/editing/step.html", listing=listing, part=part, form=form, facts=facts, words=presenters, hard=hard,
        reads=reads, press=PressForm(), today=clock.london_date(clock.now()),
    )  # fmt: skip


def _asked_for(form: PageForm, code: str, *, kind: str) -> parts.Part:
    """Leave in a form what a step asks for; return the step. Raises NotFoundError for a step that this page has not."""
    part = next((one for one in parts.parts_for(kind) if one.code == code), None)
    if part is None:
        raise NotFoundError
    form.show_only(parts.facts_for(part, kind))
    return part


def _next_code(code: str, *, kind: str) -> str:
    codes = [one.code for one in parts.parts_for(kind)]
    at = codes.index(code) + 1 if code in codes else len(codes)
    return codes[at] if at < len(codes) else ""
