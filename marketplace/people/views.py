"""Who am I signed in as; what I may change about myself; who looked at my record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from marketplace.kernel import audit, clock
from marketplace.kernel.access import PERSON, requires, roles_of_current
from marketplace.kernel.session import commits, db
from marketplace.people import operations, presenters, queries
from marketplace.people.forms import AboutForm
from marketplace.people.helping import presenters as helping_words
from marketplace.people.helping import queries as helping
from marketplace.people.preferences import presenters as preference_words
from marketplace.people.preferences import queries as preferences

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("people", __name__)


@bp.get("/account")
@requires(PERSON)
def account() -> str:
    """Show who is signed in, how to reach them, who helps, and what they may do here."""
    said = preferences.preferences_of(db(), person_id=current_user.id)
    today = clock.london_date(clock.now())
    return render_template(
        "marketplace/people/account.html",
        person=current_user,
        can=presenters.may(roles_of_current()),
        helped=helping.acting_for(db(), helper_id=current_user.id, on=today),
        helpers=helping.helpers_of(db(), person_id=current_user.id, on=today),
        helping_words=helping_words,
        reach=preference_words.way_words(said),
        flags=preference_words.flags(said),
    )


@bp.route("/account/about", methods=["GET", "POST"])
@requires(PERSON)
@commits
def about() -> ResponseReturnValue:
    """Change name, phone or address."""
    form = AboutForm(obj=current_user)
    if not form.validate_on_submit():
        return render_template("marketplace/people/about.html", form=form), 400 if form.errors else 200
    facts = {name: form[name].data or "" for name in ("known_as", "full_name", "phone", "address", "postcode")}
    operations.change_about(db(), person=queries.person(db(), person_id=current_user.id), at=clock.now(), **facts)
    flash("Your changes are saved.", "success")
    return redirect("/account")


@bp.get("/account/record")
@requires(PERSON)
def record() -> str:
    """Show who looked at my record or changed it (rule G1, row K15)."""
    found = audit.about(db(), person_id=current_user.id)
    names = queries.names_of(db(), ids={one.by_person_id for one in found if one.by_person_id})
    rows = presenters.record_rows(found, names)
    return render_template("marketplace/people/record.html", rows=rows)
