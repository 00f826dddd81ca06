"""Someone to go with me: from an activity to those who could come along, and to asking them (row A18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template

from listings import presenters as listing_words
from listings import queries as listings
from marketplace.brokerage.requests import queries
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.session import db
from search.engine import IndexMissingError

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("going_along", __name__)


@bp.get("/listings/<int:listing_id>/go-with-me")
@public
def who(listing_id: int) -> ResponseReturnValue:
    """Show who near the activity could go along, each with its whole price, and volunteers who do it for nothing."""
    activity = listings.live_listing(db(), listing_id=listing_id)
    try:
        found = queries.could_come_along(db(), current_app.extensions["kith_search"], activity=activity)
    except IndexMissingError:
        found = []
    return render_template(
        "marketplace/brokerage/requests/go_with_me.html", activity=activity, found=found, words=listing_words,
        today=clock.london_date(clock.now()), now=clock.now(), on_sale=listings.offer_on_sale,
    )  # fmt: skip
