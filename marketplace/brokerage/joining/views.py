"""Asking to join; the answer; what I asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings import presenters as listing_words
from listings import queries as listings
from marketplace.brokerage.joining import operations, presenters, queries
from marketplace.brokerage.joining.forms import AnswerForm, JoinForm
from marketplace.kernel import clock
from marketplace.kernel.access import BUY, PERSON, PROVIDER_STAFF, SEE, requires, whose
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db, notes_reads
from marketplace.organisations.viewing import my_organisation_ids, note_list, note_read
from marketplace.people.preferences.presenters import flags
from marketplace.people.preferences.queries import preferences_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.models import Listing

bp = Blueprint("joining", __name__)


@bp.route("/listings/<int:listing_id>/join", methods=["GET", "POST"])
@requires(PERSON, acting=BUY)
@commits
def join(listing_id: int) -> ResponseReturnValue:
    """Show the form; send what was filled in, once."""
    listing = listings.live_listing(db(), listing_id=listing_id)
    if listing.organisation_id is None or listing.kind not in listing_words.JOINABLE:
        raise NotFoundError("You cannot ask to join this one here. Ring them instead.")
    form = JoinForm()
    form.offer(listing.kind)
    sent = _sent(form, listing) if form.validate_on_submit() else 0
    if not sent:
        page = "marketplace/brokerage/joining/join.html"
        return render_template(page, form=form, listing=listing, words=listing_words), 400 if form.errors else 200
    flash("Sent. You will see the answer here.")
    return redirect(f"/my/joining/{sent}")


@bp.get("/my/joining")
@requires(PERSON, acting=SEE)
def mine() -> str:
    """Show what I asked to join."""
    found = queries.own_asks(db(), person_id=whose())
    return render_template("marketplace/brokerage/joining/mine.html", found=found, words=presenters)


@bp.get("/my/joining/<int:ask_id>")
@requires(PERSON, acting=SEE)
def my_one(ask_id: int) -> str:
    """Show one ask of my own and its answer."""
    ask, name = queries.own_ask(db(), ask_id=ask_id, person_id=whose())
    page = "marketplace/brokerage/joining/my_one.html"
    return render_template(page, ask=ask, name=name, words=presenters, form=PressForm(), open_=operations.OPEN)


@bp.post("/my/joining/<int:ask_id>/withdraw")
@requires(PERSON, acting=BUY)
@commits
def take_back(ask_id: int) -> ResponseReturnValue:
    """Take an ask back."""
    ask, _ = queries.own_ask(db(), ask_id=ask_id, person_id=whose())
    if PressForm().validate_on_submit():
        operations.withdraw(db(), ask=ask, by_id=current_user.id, at=clock.now())
    return redirect(f"/my/joining/{ask_id}")


@bp.get("/provider/joining")
@requires(PROVIDER_STAFF)
@notes_reads
def inbox() -> ResponseReturnValue:
    """Show who would like to join my organisation's groups."""
    found = queries.sent_to(db(), organisation_ids=my_organisation_ids("staff"))
    note_list(kind="joining", people=(person.id for _, person, _ in found))
    return render_template("marketplace/brokerage/joining/inbox.html", found=found, words=presenters)


@bp.route("/provider/joining/<int:ask_id>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@notes_reads
def answer(ask_id: int) -> ResponseReturnValue:
    """Show one ask and take the answer."""
    ask, person, name = queries.ask_to(db(), ask_id=ask_id, organisation_ids=my_organisation_ids("staff"))
    note_read(kind="joining", number=ask.id, whose=person.id)
    form = AnswerForm()
    if not form.validate_on_submit():
        page, helps = "marketplace/brokerage/joining/answer.html", flags(preferences_of(db(), person_id=person.id))
        return render_template(
            page, ask=ask, person=person, name=name, form=form, words=presenters, helps=helps, open_=operations.OPEN
        ), 400 if form.errors else 200
    operations.answer(
        db(), ask=ask, status=form.answer.data, note=form.note.data or "", by_id=current_user.id, at=clock.now()
    )
    flash("Your answer is sent.")
    return redirect("/provider/joining")


def _sent(form: JoinForm, listing: Listing) -> int:
    """Send the ask and return its number; a problem is said on the form, which keeps what was typed, and 0 returned."""
    try:
        made = operations.send(
            db(), person_id=whose(), listing=listing, part=form.part.data, words=form.words.data or "",
            when_words=form.when_words.data or "", at=clock.now(), submit_key=form.submit_key.data or "",
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return 0
    return made.id
