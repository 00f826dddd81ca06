"""A manager's page of colleagues, and the page that a colleague's link opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask import session as cookie
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, PROVIDER_MANAGER, public, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db
from marketplace.organisations.colleagues import operations, presenters, queries
from marketplace.organisations.colleagues.forms import InviteForm
from marketplace.organisations.viewing import my_organisation_ids, my_organisations
from marketplace.people import queries as people

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.organisations.models import Organisation

bp = Blueprint("colleagues", __name__)
CAME_FOR = "colleague_link"
"""Where the cookie keeps a link that was opened before signing in, so that signing up can come back to it."""


@bp.get("/provider/colleagues")
@requires(PROVIDER_MANAGER)
def ours() -> str:
    """Show who acts in my organisations and as what, and the links that wait."""
    now, found = clock.now(), my_organisations("manager")
    ids = [one.id for one in found]
    return render_template(
        "marketplace/organisations/colleagues/ours.html", organisations=found, words=presenters, press=PressForm(),
        members=queries.colleagues_of(db(), organisation_ids=ids, on=clock.london_date(now)),
        invites=queries.open_invites(db(), organisation_ids=ids, at=now),
    )  # fmt: skip


@bp.route("/provider/colleagues/invite", methods=["GET", "POST"])
@requires(PROVIDER_MANAGER)
@commits
def invite() -> ResponseReturnValue:
    """Mail a colleague a link."""
    found, form = my_organisations("manager"), InviteForm()
    form.offer([(one.id, one.name) for one in found])
    if not form.validate_on_submit() or not _sent(form, found):
        page = "marketplace/organisations/colleagues/invite.html"
        return render_template(page, form=form, organisations=found), 400 if form.errors else 200
    flash("Sent. The link works once, for 14 days.", "success")
    return redirect("/provider/colleagues")


@bp.post("/provider/colleagues/invites/<int:invite_id>/take-back")
@requires(PROVIDER_MANAGER)
@commits
def take_back(invite_id: int) -> ResponseReturnValue:
    """Make a link useless."""
    found = queries.own_invite(db(), invite_id=invite_id, organisation_ids=my_organisation_ids("manager"))
    if PressForm().validate_on_submit():
        operations.take_back(db(), invite=found, by_id=current_user.id, at=clock.now())
        flash("That link does not work any more.", "success")
    return redirect("/provider/colleagues")


@bp.route("/provider/colleagues/<int:membership_id>/end", methods=["GET", "POST"])
@requires(PROVIDER_MANAGER)
@commits
def end(membership_id: int) -> ResponseReturnValue:
    """Say what ending a colleague's role means; end it at once on the press of a button."""
    now, ids, form = clock.now(), my_organisation_ids("manager"), PressForm()
    member, person, organisation = queries.own_member(
        db(), membership_id=membership_id, organisation_ids=ids, on=clock.london_date(now)
    )
    page, facts = "marketplace/organisations/colleagues/end.html", {"member": member, "person": person}
    if form.validate_on_submit():
        try:
            operations.end(db(), membership=member, organisation=organisation, by_id=current_user.id, at=now)
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            flash("Ended. It holds from this moment.", "success")
            return redirect("/my" if person.id == current_user.id else "/provider/colleagues")
    code = 400 if form.errors else 200
    return render_template(page, form=form, organisation=organisation, words=presenters, **facts), code


@bp.get("/colleagues/join/<token>")
@public
def look(token: str) -> ResponseReturnValue:
    """Say who asks and for what; someone who is not signed in is led to do that and comes back."""
    who = current_user if current_user.is_authenticated else None
    found, organisation = operations.look(db(), token=token, person=who, at=clock.now())
    if who is None:
        cookie[CAME_FOR] = token
    else:
        cookie.pop(CAME_FOR, None)
    return render_template(
        "marketplace/organisations/colleagues/join.html", found=found, organisation=organisation, token=token,
        words=presenters, press=PressForm(),
    )  # fmt: skip


@bp.post("/colleagues/join/<token>/yes")
@requires(PERSON)
@commits
def join(token: str) -> ResponseReturnValue:
    """Say yes."""
    if not PressForm().validate_on_submit():
        return redirect(f"/colleagues/join/{token}")
    me = people.person(db(), person_id=current_user.id)
    organisation = operations.join(db(), token=token, person=me, at=clock.now())
    flash(f"You can act for {organisation.name} from now on.", "success")
    return redirect("/my")


def _sent(form: InviteForm, found: list[Organisation]) -> bool:
    chosen = form.organisation.data if "organisation" in form else found[0].id
    try:
        operations.invite(
            db(), organisation=next(one for one in found if one.id == chosen), email=form.email.data or "",
            role=form.role.data, by_id=current_user.id, at=clock.now(), submit_key=form.submit_key.data or "",
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
