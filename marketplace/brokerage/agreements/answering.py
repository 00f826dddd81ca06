"""A provider's answer to a request: its yes makes an agreement on offer, its no gives a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from listings import queries as listings
from marketplace.brokerage.agreements import operations, queries, texts
from marketplace.brokerage.requests import operations as requests
from marketplace.brokerage.requests import presenters
from marketplace.brokerage.requests import queries as asked
from marketplace.brokerage.requests.forms import AnswerForm
from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, PROVIDER_STAFF, SEE, requires, whose
from marketplace.kernel.errors import NotFoundError
from marketplace.kernel.session import db, notes_reads
from marketplace.organisations import queries as organisations
from marketplace.organisations.viewing import my_organisation_ids, note_read
from marketplace.people import queries as people
from marketplace.people.preferences.presenters import flags
from marketplace.people.preferences.queries import preferences_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.brokerage.requests.models import SupportRequest

bp = Blueprint("answering", __name__)
PAGE = "marketplace/brokerage/agreements/answer.html"


@bp.get("/my/requests/<int:request_id>/agreement")
@requires(PERSON, acting=SEE)
def of_request(request_id: int) -> ResponseReturnValue:
    """Go on from a request of my own to the agreement it led to."""
    own = asked.own_request(db(), request_id=request_id, person_id=whose())
    found = queries.of_request(db(), request_id=own.id)
    if found is None:
        raise NotFoundError
    return redirect(f"/my/agreements/{found.id}")


@bp.route("/provider/requests/<int:request_id>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@notes_reads
def answer(request_id: int) -> ResponseReturnValue:
    """Show a request and take the answer."""
    found = asked.request_to(db(), request_id=request_id, organisation_ids=my_organisation_ids("staff"))
    note_read(kind="request", number=found.id, whose=found.person_id)
    form = AnswerForm()
    if not form.is_submitted():
        form.terms.data = _terms(found)
    if not form.validate_on_submit():
        person = people.person(db(), person_id=found.person_id)
        helps = flags(preferences_of(db(), person_id=person.id))
        return render_template(
            PAGE, form=form, request_=found, person=person, words=presenters, helps=helps
        ), 400 if form.errors else 200
    _answer(found, form)
    flash("Your answer is sent.")
    return redirect("/provider/requests")


def _terms(found: SupportRequest) -> str:
    provider = organisations.organisation(db(), organisation_id=found.organisation_id)
    offer = listings.live_offer(db(), offer_id=found.offer_id)
    price = listings.price_in_force(offer, on=clock.london_date(clock.now()))
    return texts.terms(
        provider=provider.name,
        notice_days=price.notice_days if price else 7,
        saved_hours_policy=price.saved_hours_policy if price else "charge_when_used",
    )


def _answer(found: SupportRequest, form: AnswerForm) -> None:
    now, note = clock.now(), form.note.data or ""
    if form.answer.data == "yes":
        operations.offer(db(), request=found, terms=form.terms.data or "", note=note, by_id=current_user.id, at=now)
    else:
        requests.decline(db(), request=found, reason=note, by_id=current_user.id, at=now)
