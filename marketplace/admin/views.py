"""How the site is, for the people who look after it."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from invoices.payments import checks
from listings import queries as listings
from marketplace.kernel import outbox
from marketplace.kernel.access import SITE_STAFF, requires
from marketplace.kernel.session import db
from search.indexing import service

bp = Blueprint("admin", __name__)


@bp.get("/admin")
@requires(SITE_STAFF)
def health() -> str:
    """Show what waits and whether the sums hold; no names."""
    return render_template(
        "marketplace/admin/health.html",
        sources=listings.sources(db()),
        waiting=service.waiting(db()),
        index=service.check(db(), current_app.extensions["kith_search"]),
        unsent=outbox.unsent(db()),
        books=checks.check(db()),
    )
