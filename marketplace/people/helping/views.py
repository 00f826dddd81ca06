"""Who helps me, inviting somebody, using a code, and acting for someone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask import session as cookie
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import PERSON, SEE, requires
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.filters import short_date
from marketplace.kernel.forms import PressForm
from marketplace.kernel.limits import Limit, by_person, limited
from marketplace.kernel.session import commits, db
from marketplace.people import queries as people
from marketplace.people.helping import operations, presenters, queries
from marketplace.people.helping.forms import CodeForm, InviteForm
from marketplace.people.helping.rules import GOOD_FOR
from marketplace.people.helping.viewing import KEY

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.people.models import Person

bp = Blueprint("helping", __name__)


@bp.get("/account/helpers")
@requires(PERSON)
def helpers() -> str:
    """Show who may act for me, and the codes nobody has used yet."""
    now = clock.now()
    found = queries.helpers_of(db(), person_id=current_user.id, on=clock.london_date(now))
    waiting = queries.waiting_invitations(db(), person_id=current_user.id, at=now)
    return render_template(
        "marketplace/people/helping/helpers.html", found=found, waiting=waiting, words=presenters, press=PressForm()
    )


@bp.route("/account/helpers/invite", methods=["GET", "POST"])
@requires(PERSON)
@commits
def invite() -> ResponseReturnValue:
    """Make a code for somebody to help me."""
    form = InviteForm()
    if form.validate_on_submit():
        try:
            code = _invite(form)
        except DomainError as error:
            form.form_errors.append(error.sentence)
        else:
            last = short_date(clock.now() + GOOD_FOR)
            flash(
                f"The code is {code}. It works once, until {last}. Write it down now: we cannot show it again.",
                "success",
            )
            return redirect("/account/helpers")
    return render_template("marketplace/people/helping/invite.html", form=form), 400 if form.errors else 200


@bp.post("/account/helpers/<int:acting_id>/stop")
@requires(PERSON)
@commits
def stop(acting_id: int) -> ResponseReturnValue:
    """Stop somebody's help at once."""
    acting, helper = queries.own_helper(db(), acting_id=acting_id, person_id=current_user.id)
    if PressForm().validate_on_submit():
        operations.stop(db(), acting=acting, by=_me(), at=clock.now())
        flash(f"{helper.known_as} can no longer act for you.", "success")
    return redirect("/account/helpers")


@bp.post("/account/invitations/<int:invitation_id>/cancel")
@requires(PERSON)
@commits
def cancel(invitation_id: int) -> ResponseReturnValue:
    """Make a code useless."""
    found = queries.own_invitation(db(), invitation_id=invitation_id, person_id=current_user.id)
    if PressForm().validate_on_submit():
        operations.cancel(db(), invitation=found, at=clock.now())
        flash("That code does not work any more.", "success")
    return redirect("/account/helpers")


@bp.route("/invitations", methods=["GET", "POST"])
@limited(Limit("10 per 15 minutes", by_person, only_failures=True))
@requires(PERSON)
@commits
def code() -> ResponseReturnValue:
    """Take a code: first say what it lets one do, then, on a yes, use it."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("marketplace/people/helping/code.html", form=form), 400 if form.errors else 200
    try:
        if form.step.data != "yes":
            return _what_it_means(form)
        made, person = operations.take(db(), code=form.code.data or "", helper=_me(), at=clock.now())
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return render_template("marketplace/people/helping/code.html", form=form), 400
    flash(f"You can help {person.known_as} from now on.", "success")
    return redirect(f"/acting/{made.id}")


@bp.get("/acting/<int:acting_id>")
@requires(PERSON, acting=SEE)
def one(acting_id: int) -> str:
    """Say what acting for someone means, with one button."""
    today = clock.london_date(clock.now())
    row = queries.one_acting_for(db(), acting_id=acting_id, helper_id=current_user.id, on=today)
    if row is None:
        raise NotFoundError
    return render_template(
        "marketplace/people/helping/one.html", acting_row=row[0], person=row[1], words=presenters, press=PressForm()
    )


@bp.post("/acting/<int:acting_id>/start")
@requires(PERSON, acting=SEE)
def start(acting_id: int) -> ResponseReturnValue:
    """Begin to act for someone: every page says so until it is stopped."""
    today = clock.london_date(clock.now())
    row = queries.one_acting_for(db(), acting_id=acting_id, helper_id=current_user.id, on=today)
    if row is None:
        raise NotFoundError
    if PressForm().validate_on_submit():
        cookie[KEY] = row[0].id
    return redirect("/my")


@bp.post("/acting/stop")
@requires(PERSON, acting=SEE)
def stop_acting() -> ResponseReturnValue:
    """Go back to one's own pages."""
    if PressForm().validate_on_submit():
        cookie.pop(KEY, None)
    return redirect("/my")


@bp.post("/acting/<int:acting_id>/leave")
@requires(PERSON)
@commits
def leave(acting_id: int) -> ResponseReturnValue:
    """Stop helping someone for good; they are told."""
    today = clock.london_date(clock.now())
    row = queries.one_acting_for(db(), acting_id=acting_id, helper_id=current_user.id, on=today)
    if row is None:
        raise NotFoundError
    if PressForm().validate_on_submit():
        operations.stop(db(), acting=row[0], by=_me(), at=clock.now())
        flash(f"You no longer help {row[1].known_as} here. We have told them.", "success")
    return redirect("/account")


def _invite(form: InviteForm) -> str:
    limits = operations.Limits(
        kind=form.kind.data, may_buy=form.may_buy.data, may_pay=form.may_pay.data, limit_pence=form.limit.data,
        ends_on=form.ends_on.data,
    )  # fmt: skip
    return operations.invite(
        db(), person=_me(), called=form.called.data or "", limits=limits, email=form.email.data or "",
        submit_key=form.submit_key.data or "", at=clock.now(),
    )  # fmt: skip


def _what_it_means(form: CodeForm) -> ResponseReturnValue:
    found = queries.by_code(db(), code=form.code.data or "", at=clock.now())
    if found is None or found.person_id == current_user.id:
        raise DomainError(operations.WRONG_CODE)
    form.step.data = "yes"
    person = people.person(db(), person_id=found.person_id)
    return render_template(
        "marketplace/people/helping/yes.html", form=form, found=found, person=person, words=presenters
    )


def _me() -> Person:
    return people.person(db(), person_id=current_user.id)
