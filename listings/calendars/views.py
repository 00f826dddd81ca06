"""Calendars: a feed for other programs, of one listing or of an organisation, and what is on for its staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, render_template, request

from listings import queries as listing_queries
from listings.calendars import feed, presenters, queries
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, public, requires
from marketplace.kernel.session import db
from marketplace.organisations.queries import organisation
from marketplace.organisations.viewing import my_organisations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listings.models import Listing

bp = Blueprint("calendars", __name__)
KEPT_SECONDS = 60 * 60


@bp.get("/listings/<int:listing_id>/calendar.ics")
@public
def of_listing(listing_id: int) -> Response:
    """Give the times of one live listing as a calendar."""
    listing = listing_queries.live_listing(db(), listing_id=listing_id)
    return _answer([listing], name=listing.name)


@bp.get("/organisations/<int:organisation_id>/calendar.ics")
@public
def of_organisation(organisation_id: int) -> Response:
    """Give the times of all live listings of an organisation as a calendar."""
    one = organisation(db(), organisation_id=organisation_id)
    return _answer(queries.with_times(db(), organisation_ids=[organisation_id]), name=one.name)


@bp.get("/provider/calendar")
@requires(PROVIDER_STAFF)
def ours() -> str:
    """Show what is on in the next eight weeks, and where other programs find it."""
    mine = my_organisations("staff")
    listings = queries.with_times(db(), organisation_ids=[one.id for one in mine])
    weeks = presenters.coming(listings, today=clock.london_date(clock.now()))
    return render_template("listings/calendars/ours.html", weeks=weeks, organisations=mine, address=_address())


def _answer(listings: Sequence[Listing], *, name: str) -> Response:
    """Return a feed; a program that has it already is told so (304)."""
    today = clock.london_date(clock.now())
    made = feed.calendar(listings, name=name, address=_address(), today=today)
    answer = Response(made, mimetype=feed.MIMETYPE)
    answer.last_modified = feed.last_changed(listings, today=today)
    answer.cache_control.public, answer.cache_control.max_age = True, KEPT_SECONDS
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _address() -> str:
    return str(current_app.extensions["kith_settings"].site.address).rstrip("/")
