"""How I like to be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.session import commits, db
from marketplace.people import queries as people
from marketplace.people.preferences import operations, queries
from marketplace.people.preferences.forms import ContactForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("contact", __name__)
PAGE = "marketplace/people/preferences/contact.html"


@bp.route("/account/contact", methods=["GET", "POST"])
@requires(PERSON)
@commits
def contact() -> ResponseReturnValue:
    """Show and keep how to reach me and the help I need to communicate (rule X3, rows L02, L08)."""
    said = queries.preferences_of(db(), person_id=current_user.id)
    form = ContactForm(obj=said) if said else ContactForm(data={"way": "email"})
    if form.validate_on_submit():
        try:
            operations.save(
                db(), person=people.person(db(), person_id=current_user.id), said=_said(form), at=clock.now()
            )
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash("Your choices are saved.", "success")
            return redirect("/account")
    return render_template(PAGE, form=form, said=said), 400 if form.errors else 200


def _said(form: ContactForm) -> operations.Said:
    return operations.Said(
        way=form.way.data,
        best_time=form.best_time.data or "",
        needs=tuple(form.needs.data or ()),
        language=form.language.data or "",
        other_help=form.other_help.data or "",
    )
