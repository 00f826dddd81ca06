"""Finding: one page, words and choices in its address, so that it can be kept, shared and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, jsonify, render_template, request

from listings import presenters as listing_words
from marketplace.kernel import clock
from marketplace.kernel.access import public
from marketplace.kernel.session import db
from search import presenters
from search.documents import FACETS
from search.engine import IndexMissingError
from search.finding import find, suggest, understood
from search.query import MOST_LETTERS, PAGE_SIZE, RADII, read

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("search", __name__)


@bp.get("/find/words")
@public
def begun() -> ResponseReturnValue:
    """Give ways to go on from what was typed (?q=gar), as JSON; nothing is kept, and the page works without."""
    try:
        found = suggest(db(), current_app.extensions["kith_search"], typed=request.args.get("q", "")[:MOST_LETTERS])
    except IndexMissingError:
        found = []
    return jsonify(found)


@bp.get("/find")
@public
def results() -> ResponseReturnValue:
    """Show what is found; without words, everything."""
    today = clock.london_date(clock.now())
    asked = understood(db(), read(request.args.to_dict(flat=False), tuple(FACETS)), on=today)
    try:
        found = find(db(), current_app.extensions["kith_search"], asked=asked, size=PAGE_SIZE)
    except IndexMissingError:
        return render_template("search/getting_ready.html"), 503
    return render_template(
        "search/results.html",
        asked=asked,
        found=found,
        groups=presenters.groups(asked, found.page.facets),
        words=presenters,
        listing_words=listing_words,
        today=today,
        radii=RADII,
        last=max(1, -(-found.page.total // PAGE_SIZE)),
        page_address=lambda page: presenters.address(asked, page=page),
        first=(asked.page - 1) * PAGE_SIZE + 1,
        picture=presenters.near_picture(found, asked),
    )
