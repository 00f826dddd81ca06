"""The page on which an organisation sees its own figures."""

from __future__ import annotations

from flask import Blueprint, render_template

from marketplace.brokerage.own_figures import presenters, queries
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, requires
from marketplace.kernel.session import db
from marketplace.organisations import answer_times
from marketplace.organisations.viewing import my_organisations

bp = Blueprint("own_figures", __name__)


@bp.get("/provider/figures")
@requires(PROVIDER_STAFF)
def ours() -> str:
    """Show how my organisation's pages do, how long it takes to answer, and how many people came and went."""
    now, mine = clock.now(), my_organisations("staff")
    ids = [one.id for one in mine]
    pages = queries.pages(db(), organisation_ids=ids, at=now)
    return render_template(
        "marketplace/brokerage/own_figures/ours.html", organisations=mine, words=presenters, times=answer_times,
        pages={number: [one for one in pages if one.listing.organisation_id == number] for number in ids},
        moved=queries.moved(db(), organisation_ids=ids, at=now), nobody=queries.Moved(), today=clock.london_date(now),
    )  # fmt: skip
