"""An organisation's pictures of its pages, the picture files themselves, and staff who look at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request
from flask_login import current_user

from listings.editing.queries import own_listing
from listings.pictures import keeping, operations, presenters, queries
from listings.pictures.forms import DecideForm, PictureForm
from listings.pictures.pixels import MOST_BYTES
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, SITE_STAFF, public, requires, roles_of_current
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db
from marketplace.kernel.uploads import takes
from marketplace.organisations.viewing import my_organisation_ids

if TYPE_CHECKING:
    from pathlib import Path

    from flask.typing import ResponseReturnValue

    from listings.models import Listing
    from listings.pictures.models import ListingPicture

bp = Blueprint("pictures", __name__)
KEPT_SECONDS = 7 * 24 * 60 * 60
"""How long a browser may keep a picture; one that is taken out is forgotten by then."""
MOST_SENT = 60 * 1024 * 1024
"""Bytes that are read, so that whoever sends far too much is told so on the form."""


@bp.route("/provider/listings/<int:listing_id>/pictures", methods=["GET", "POST"])
@takes(MOST_SENT)
@requires(PROVIDER_STAFF)
@commits
def ours(listing_id: int) -> ResponseReturnValue:
    """Show a page's pictures and how each stands; take one more."""
    listing = own_listing(db(), listing_id=listing_id, organisation_ids=my_organisation_ids("staff"))
    form = PictureForm()
    if not form.validate_on_submit() or not _added(form, listing):
        return render_template(
            "listings/pictures/ours.html", form=form, listing=listing, words=presenters, press=PressForm(), most=queries.MOST,
            pictures=queries.of_listing(db(), listing_id=listing_id), count=queries.count_open(db(), listing_id=listing_id),
        ), 422 if form.errors else 200  # fmt: skip
    flash("Thank you. We look at it, then everyone sees it.", "success")
    return redirect(f"/provider/listings/{listing_id}/pictures", 303)


@bp.post("/provider/pictures/<int:picture_id>/remove")
@requires(PROVIDER_STAFF)
@commits
def remove(picture_id: int) -> ResponseReturnValue:
    """Take a picture out."""
    found = queries.own_picture(db(), picture_id=picture_id, organisation_ids=my_organisation_ids("staff"))
    if PressForm().validate_on_submit():
        operations.take_out(db(), picture=found, folder=_folder(), by_id=current_user.id, at=clock.now())
        flash("The picture is gone.", "success")
    return redirect(f"/provider/listings/{found.listing_id}/pictures", 303)


@bp.get("/pictures/<int:picture_id>")
@public
def file(picture_id: int) -> ResponseReturnValue:
    """Send a picture: to everyone when it is shown, else to those who keep the page and to the site's staff."""
    found = queries.live_picture(db(), picture_id=picture_id)
    live = found is not None
    found = found or _not_yet_shown(picture_id)
    answer = Response(keeping.read(_folder(), found.sha), mimetype="image/webp")
    answer.set_etag(found.sha)
    answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}" if live else "private, no-store"
    return answer.make_conditional(request)


@bp.get("/admin/pictures")
@requires(SITE_STAFF)
def waiting() -> str:
    """Show the pictures that wait, the longest first."""
    return render_template("listings/pictures/waiting.html", found=queries.waiting(db()))


@bp.route("/admin/pictures/<int:picture_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def check(picture_id: int) -> ResponseReturnValue:
    """Show a picture and its words; take the answer."""
    (picture, listing), form = queries.to_check(db(), picture_id=picture_id), DecideForm()
    if not form.validate_on_submit() or not _decided(form, picture, listing):
        page = "listings/pictures/check.html"
        return render_template(page, form=form, picture_=picture, listing=listing), 422 if form.errors else 200
    flash("Your answer is sent.", "success")
    return redirect("/admin/pictures", 303)


def _folder() -> Path:
    folder: Path = current_app.extensions["kith_settings"].data.resolve()
    return folder


def _not_yet_shown(picture_id: int) -> ListingPicture:
    """Return a picture that not everyone sees, to those who may; NotFoundError to all others."""
    if SITE_STAFF in roles_of_current():
        return queries.to_check(db(), picture_id=picture_id)[0]
    mine = my_organisation_ids("staff") if PROVIDER_STAFF in roles_of_current() else frozenset()
    return queries.own_picture(db(), picture_id=picture_id, organisation_ids=mine)


def _added(form: PictureForm, listing: Listing) -> bool:
    """Add the picture; a problem is said at the file, and the words stay."""
    sent: bytes = form.picture.data.stream.read(MOST_BYTES + 1)
    try:
        operations.add_picture(
            db(), listing=listing, sent=sent, words=form.words.data or "", folder=_folder(), by_id=current_user.id,
            at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        form.picture.errors = [error.sentence]
        return False
    return True


def _decided(form: DecideForm, picture: ListingPicture, listing: Listing) -> bool:
    """Take staff's answer; a problem is said on the form, which keeps what was typed."""
    now, by_id = clock.now(), current_user.id
    try:
        if form.answer.data == "yes":
            operations.approve(db(), picture=picture, listing=listing, by_id=by_id, at=now)
        else:
            told = form.reason.data or ""
            operations.decline(db(), picture=picture, listing=listing, reason=told, by_id=by_id, at=now)
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return False
    return True
