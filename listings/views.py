"""The page of one listing: what a person needs to decide."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from listings import presenters, queries, structured
from listings.pictures import queries as pictures
from listings.stories import queries as stories
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.session import db

bp = Blueprint("listings", __name__)


@bp.get("/listings/<int:listing_id>")
@public
def show(listing_id: int) -> str:
    """Show a live listing, its whole price and how to ask."""
    now = clock.now()
    today = clock.london_date(now)
    listing = queries.live_listing(db(), listing_id=listing_id)
    url = structured.address_of(current_app.extensions["kith_settings"].site.address, f"/listings/{listing_id}")
    return render_template(
        "listings/show.html",
        listing=listing, words=presenters, now=now, today=today,
        offer=queries.offer_on_sale(listing, on=today),
        price=presenters.price_words(listing, on=today),
        like=queries.more_like(db(), listing=listing),
        joins=presenters.join_words(listing),
        goes_along=listing.kind in presenters.SOMEWHERE_TO_GO,
        pictures=pictures.shown(db(), listing=listing),
        stories=stories.of_listing(db(), listing_id=listing_id),
        url=url, short=structured.short(listing),
        linked_data=structured.linked_data(listing, url=url, now=now, on=today),
    )  # fmt: skip
