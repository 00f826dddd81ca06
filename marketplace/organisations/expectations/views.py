"""A payer's versions, the page of one for everyone, and the pages on which whoever is paid says yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from marketplace.kernel import clock
from marketplace.kernel.access import PAYER, PROVIDER_STAFF, public, requires
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.session import commits, db
from marketplace.organisations.expectations import operations, presenters, queries
from marketplace.organisations.expectations.forms import AcceptForm, PublishForm
from marketplace.organisations.viewing import my_organisations

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from marketplace.organisations.expectations.models import Expectations
    from marketplace.organisations.models import Organisation

bp = Blueprint("expectations", __name__)
NEW = "marketplace/organisations/expectations/new.html"
ACCEPT = "marketplace/organisations/expectations/accept.html"


@bp.get("/payer/expectations")
@requires(PAYER)
def kept() -> str:
    """Show what my organisations published, every version."""
    mine = my_organisations("payer")
    versions = queries.versions_of(db(), organisation_ids=[one.id for one in mine])
    page = "marketplace/organisations/expectations/kept.html"
    return render_template(page, organisations=mine, versions=versions, words=presenters)


@bp.route("/payer/expectations/<int:organisation_id>/new", methods=["GET", "POST"])
@requires(PAYER)
@commits
def new(organisation_id: int) -> ResponseReturnValue:
    """Write the next version from the newest; read it once more; publish it."""
    payer = next((one for one in my_organisations("payer") if one.id == organisation_id), None)
    if payer is None:
        raise NotFoundError
    newest = queries.newest_of(db(), organisation_id=payer.id)
    form = PublishForm(obj=newest)
    if not form.is_submitted():
        form.seen.data = str(newest.version if newest else 0)
    if not form.validate_on_submit() or form.step.data == "change":
        return render_template(NEW, form=form, payer=payer), 400 if form.errors else 200
    made = _published(form, payer) if form.step.data == "publish" else None
    if made is None:
        page = NEW if form.errors else "marketplace/organisations/expectations/look.html"
        return render_template(page, form=form, payer=payer, words=presenters), 400 if form.errors else 200
    flash("Published. Whoever said yes before is asked again.", "success")
    return redirect(f"/expectations/{made.id}")


@bp.get("/expectations/<int:expectations_id>")
@public
def show(expectations_id: int) -> str:
    """Show one version to everyone, whether it is the newest, and the others."""
    found, payer = queries.one(db(), expectations_id=expectations_id)
    versions = queries.versions_of(db(), organisation_ids=[payer.id])
    page = "marketplace/organisations/expectations/show.html"
    return render_template(page, found=found, payer=payer, versions=versions, words=presenters)


@bp.get("/provider/expectations")
@requires(PROVIDER_STAFF)
def asked() -> str:
    """Show the newest version of each payer, and whether my organisations said yes."""
    found, mine = queries.newest_of_each(db()), my_organisations("staff")
    yes = queries.acceptances(
        db(), organisation_ids=[one.id for one in mine], expectations_ids=[one.id for one, _ in found]
    )
    page = "marketplace/organisations/expectations/asked.html"
    return render_template(page, found=found, mine=mine, yes=yes, words=presenters)


@bp.route("/provider/expectations/<int:expectations_id>", methods=["GET", "POST"])
@requires(PROVIDER_STAFF)
@commits
def accept(expectations_id: int) -> ResponseReturnValue:
    """Show a version to read; say yes to it with one's name."""
    found, payer = queries.one(db(), expectations_id=expectations_id)
    mine, versions = my_organisations("staff"), queries.versions_of(db(), organisation_ids=[payer.id])
    yes = queries.acceptances(db(), organisation_ids=[one.id for one in mine], expectations_ids=[found.id])
    left, form = [one for one in mine if (found.id, one.id) not in yes], AcceptForm()
    form.offer([(one.id, one.name) for one in left])
    if not form.validate_on_submit() or not _accepted(form, found, left):
        return render_template(
            ACCEPT,
            form=form,
            found=found,
            payer=payer,
            versions=versions,
            yes=yes.values(),
            left=left,
            words=presenters,
        ), 400 if form.errors else 200
    flash("Thank you. We have kept your yes, with your name and the day.", "success")
    return redirect("/provider/expectations")


def _published(form: PublishForm, payer: Organisation) -> Expectations | None:
    try:
        return operations.publish(
            db(), payer=payer, written=form.written(), seen=int(form.seen.data or 0), by_id=current_user.id,
            at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return None


def _accepted(form: AcceptForm, found: Expectations, left: list[Organisation]) -> bool:
    chosen = form.organisation.data if "organisation" in form else left[0].id if left else None
    if chosen is None:
        return True  # a second press: the first was kept
    try:
        operations.accept(
            db(), expectations=found, organisation_id=chosen, name=form.name.data or "", by_id=current_user.id,
            at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
