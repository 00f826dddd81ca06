"""The page of one listing: what a person needs to decide."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, render_template

from listings import presenters, queries, structured
from listings.answering import answer_words
from listings.models import Listing
from listings.pictures import queries as pictures
from listings.reviews import presenters as review_words
from listings.reviews import queries as reviews
from listings.stories import queries as stories
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.session import db
from marketplace.organisations.identity import presenters as who_words
from marketplace.organisations.identity.queries import public_facts
from marketplace.organisations.workers import presenters as people_words
from marketplace.organisations.workers.queries import shown_workers

bp = Blueprint("listings", __name__)


@bp.get("/listings/<int:listing_id>")
@public
def show(listing_id: int) -> str:
    """Show a live listing, its whole price and how to ask."""
    today = clock.london_date(now := clock.now())
    listing = queries.live_listing(db(), listing_id=listing_id)
    url = structured.address_of(current_app.extensions["kith_settings"].site.address, f"/listings/{listing_id}")
    return render_template(
        "listings/show.html",
        **_behind(listing.organisation_id),  # first: it reads the organisation, which the rest then has at hand
        **_asked_and_told(listing, today),
        listing=listing, words=presenters, now=now, today=today,
        price=presenters.price_words(listing, on=today),
        like=queries.more_like(db(), listing=listing),
        joins=presenters.join_words(listing),
        goes_along=listing.kind in presenters.SOMEWHERE_TO_GO,
        pictures=pictures.shown(db(), listing=listing),
        stories=stories.of_listing(db(), listing_id=listing_id),
        url=url, short=structured.short(listing),
        linked_data=structured.linked_data(listing, url=url, now=now, on=today),
    )  # fmt: skip


def _asked_and_told(listing: Listing, today: date) -> dict[str, object]:
    """Return what can be asked for, how soon an answer comes, and what people say who had it."""
    offers = queries.offers_on_sale(listing, on=today)
    return {
        "offers": [(offer, price, queries.next_price(offer, after=today)) for offer, price in offers],
        "answers": answer_words(db(), listing=listing, asked_here=bool(offers), on=today),
        "said": reviews.of_listing(db(), listing=listing),
        "review_words": review_words,
    }


def _behind(organisation_id: int | None) -> dict[str, object]:
    """Return who stands behind a page and who works there, where an organisation keeps it here."""
    if organisation_id is None:
        return {"people": [], "behind": None}
    people = shown_workers(db(), organisation_id=organisation_id)
    behind = public_facts(db(), organisation_id=organisation_id)
    return {"people": people, "behind": behind, "people_words": people_words, "who_words": who_words}
