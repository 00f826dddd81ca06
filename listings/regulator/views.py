"""What staff see of the regulator's list: which were brought in, and which pages do not fit the newest."""

from __future__ import annotations

from flask import Blueprint, render_template

from listings.regulator import queries
from marketplace.kernel.access import SITE_STAFF, requires
from marketplace.kernel.session import db

bp = Blueprint("regulator", __name__)


@bp.get("/admin/regulator")
@requires(SITE_STAFF)
def lists() -> str:
    """Show the lists that were brought in, and the pages that do not fit (rules W1, W4)."""
    found = queries.lists(db())
    return render_template(
        "listings/regulator/lists.html",
        lists=found,
        misfits=queries.misfits(queries.numbered(db())) if found else [],
        shared=queries.shared_numbers(db()),
        unnumbered=queries.care_without_number(db()),
    )
