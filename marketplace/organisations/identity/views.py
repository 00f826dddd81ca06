"""The page on which a manager keeps their organisation's legal facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_MANAGER, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.session import commits, db
from marketplace.organisations.identity import operations, queries
from marketplace.organisations.identity.forms import IdentityForm
from marketplace.organisations.viewing import my_organisation_ids, my_organisations

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.organisations.models import Organisation

bp = Blueprint("identity", __name__)
PAGE = "marketplace/organisations/identity/edit.html"


@bp.get("/provider/organisation")
@requires(PROVIDER_MANAGER)
def mine() -> str:
    """Show my organisation's facts, or a list where I look after several."""
    found = my_organisations("manager")
    if len(found) == 1:
        return render_template(PAGE, form=IdentityForm(obj=found[0]), organisation=found[0])
    return render_template("marketplace/organisations/identity/list.html", found=found)


@bp.route("/provider/organisations/<int:organisation_id>", methods=["GET", "POST"])
@requires(PROVIDER_MANAGER)
@commits
def edit(organisation_id: int) -> ResponseReturnValue:
    """Show one organisation's facts; keep what was written. Nothing that was sent before changes."""
    ours = queries.own(db(), organisation_id=organisation_id, organisation_ids=my_organisation_ids("manager"))
    form = IdentityForm(obj=ours)
    if not form.validate_on_submit() or not _kept(form, ours):
        return render_template(PAGE, form=form, organisation=ours), 400 if form.errors else 200
    flash("Saved. Your next invoices and your pages say this. What you sent before stays as it was.", "success")
    return redirect(f"/provider/organisations/{organisation_id}")


def _kept(form: IdentityForm, organisation: Organisation) -> bool:
    try:
        operations.change(db(), organisation=organisation, facts=form.facts(), by_id=current_user.id, at=clock.now())
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
