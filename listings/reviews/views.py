"""How we check what people say, for everyone; the organisation's answer; and what staff read before it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings.reviews import operations, presenters, queries
from listings.reviews.forms import AnswerForm, DecideForm, TakeOffForm
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, SITE_STAFF, public, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.session import commits, db
from marketplace.organisations.viewing import my_organisation_ids

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.models import Listing
    from listings.reviews.models import Review

bp = Blueprint("reviews", __name__)


@bp.get("/how-we-check-reviews")
@public
def how_we_check() -> str:
    """Say how what people write is checked (rule C8)."""
    return render_template("listings/reviews/how_we_check.html")


@bp.get("/provider/reviews")
@requires(PROVIDER_STAFF)
def ours() -> str:
    """Show what people say of my organisation's pages."""
    found = queries.of_organisations(db(), organisation_ids=my_organisation_ids("staff"))
    return render_template("listings/reviews/ours.html", found=found, words=presenters)


@bp.route("/provider/reviews/<int:review_id>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def answer(review_id: int) -> ResponseReturnValue:
    """Show one, and take the organisation's one answer to it."""
    review, listing = queries.of_organisation(
        db(), review_id=review_id, organisation_ids=my_organisation_ids("staff")
    )  # fmt: skip
    form = AnswerForm(words=review.reply)
    if form.validate_on_submit() and _answered(form, review):
        flash("Sent. We read it before it shows.", "success")
        return redirect("/provider/reviews", 303)
    return render_template(
        "listings/reviews/answer.html", review=review, listing=listing, form=form, words=presenters
    ), 422 if form.errors else 200


@bp.get("/admin/reviews")
@requires(SITE_STAFF)
def queue() -> str:
    """Show the words and answers that wait, the longest first."""
    return render_template(
        "listings/reviews/queue.html", found=queries.waiting(db()), shown=queries.lately_shown(db()), words=presenters
    )


@bp.route("/admin/reviews/<int:review_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def check(review_id: int) -> ResponseReturnValue:
    """Show what waits of one, and take the yes or no."""
    review, listing = queries.to_check(db(), review_id=review_id)
    form = DecideForm()
    if form.validate_on_submit() and _decided(form, review):
        flash("Your answer is sent.", "success")
        return redirect("/admin/reviews", 303)
    return _check_page(form, review, listing)


@bp.post("/admin/reviews/<int:review_id>/take-off")
@requires(SITE_STAFF)
@commits
def take_off(review_id: int) -> ResponseReturnValue:
    """Show no more what shows, with a reason."""
    review, listing = queries.to_check(db(), review_id=review_id)
    form = TakeOffForm()
    if form.validate_on_submit():
        operations.take_off(
            db(), review=review, only_answer=form.what.data == "answer", reason=form.why.data or "",
            by_id=current_user.id, at=clock.now(),
        )  # fmt: skip
        flash("It does not show any more.", "success")
        return redirect("/admin/reviews", 303)
    return _check_page(DecideForm(formdata=None), review, listing, off=form)


def _check_page(
    form: DecideForm, review: Review, listing: Listing, *, off: TakeOffForm | None = None
) -> ResponseReturnValue:
    off = off or TakeOffForm(formdata=None)
    form.seen.data = queries.mark_of(review)
    part = presenters.waits(review)
    text = review.reply if part == "reply" else review.words
    return render_template(
        "listings/reviews/check.html", form=form, review=review, listing=listing, words=presenters, part=part, off=off,
        named=queries.workers_named(db(), review=review, words=text),
    ), 422 if form.errors or off.errors else 200  # fmt: skip


def _answered(form: AnswerForm, review: Review) -> bool:
    """Keep the answer; a problem is said on the form, which keeps what was typed."""
    try:
        operations.answer(
            db(), review=review, words=form.words.data or "", by_id=current_user.id, at=clock.now()
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True


def _decided(form: DecideForm, review: Review) -> bool:
    """Decide; a problem is said on the form, which keeps what was typed."""
    try:
        operations.decide(
            db(), review=review, seen=form.seen.data or "", show=form.answer.data == "yes",
            reason=form.reason.data or "", by_id=current_user.id, at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
