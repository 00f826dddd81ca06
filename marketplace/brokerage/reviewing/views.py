"""The page on which a person says how their visit was. For themselves alone: nobody who acts for them may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings.reviews import operations as reviews
from listings.reviews import presenters as review_words
from listings.reviews import queries as said
from marketplace.brokerage.reviewing import operations, presenters
from marketplace.brokerage.reviewing.forms import SayForm
from marketplace.brokerage.visits import presenters as visit_words
from marketplace.brokerage.visits import queries as visits
from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.reviews.models import Review
    from marketplace.brokerage.visits.queries import Seen

bp = Blueprint("reviewing", __name__)


@bp.route("/my/visits/<int:visit_id>/review", methods=["GET", "POST"])
@requires(PERSON)
@commits
def say(visit_id: int) -> ResponseReturnValue:
    """Show what I said of my visit and how it stands; keep what I write."""
    seen, review = _own(visit_id)
    if review is None:
        operations.check(db(), seen=seen)
    form = SayForm(obj=review)
    if form.validate_on_submit() and _said(form, seen):
        flash("Thank you. We will read it before it shows.", "success")
        return redirect(f"/my/visits/{visit_id}/review")
    return render_template(
        "marketplace/brokerage/reviewing/say.html", seen=seen, review=review, form=form, press=PressForm(),
        words=presenters, review_words=review_words, visit_words=visit_words,
    ), 422 if form.errors else 200  # fmt: skip


@bp.post("/my/visits/<int:visit_id>/review/take-back")
@requires(PERSON)
@commits
def take_back(visit_id: int) -> ResponseReturnValue:
    """Take back what I said."""
    _, review = _own(visit_id)
    if review is not None and PressForm().validate_on_submit():
        reviews.take_back(db(), review=review, at=clock.now())
        flash("You took it back. Nobody sees it any more.", "success")
    return redirect(f"/my/visits/{visit_id}/review")


def _own(visit_id: int) -> tuple[Seen, Review | None]:
    """Return a visit of my own, and what I said of it."""
    seen = visits.own_visit(db(), visit_id=visit_id, person_id=current_user.id)
    return seen, said.own(db(), source=operations.source_of(visit_id), person_id=current_user.id)


def _said(form: SayForm, seen: Seen) -> bool:
    """Keep it; a problem is said on the form, which keeps what was typed."""
    what = reviews.Said(form.again.data, form.words.data or "")
    try:
        operations.say(db(), seen=seen, said=what, at=clock.now())
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
