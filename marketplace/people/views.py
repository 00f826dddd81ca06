"""Who am I signed in as."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, requires, roles_of_current
from marketplace.kernel.session import db
from marketplace.people import presenters, queries

bp = Blueprint("people", __name__)


@bp.get("/account")
@requires(PERSON)
def account() -> str:
    """Show who is signed in, how to reach them, and what they may do here."""
    today = clock.london_date(clock.now())
    helped = queries.acting_for(db(), helper_id=current_user.id, on=today)
    return render_template(
        "marketplace/people/account.html", person=current_user, can=presenters.may(roles_of_current()), helped=helped
    )
