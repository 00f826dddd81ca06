"""The pages that are the same for everyone: the first page, urgent help, leaving, text and colours, and how we work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, flash, redirect, render_template, session, url_for

from listings import queries as listings
from marketplace.kernel.access import public
from marketplace.kernel.session import db
from marketplace.kernel.words import WORDS
from marketplace.pages import guides, look, presenters
from marketplace.pages.forms import LookForm
from marketplace.people.sign_in import viewing as sign_in

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("pages", __name__)


@bp.get("/")
@public
def home() -> str:
    """Ask one question, and offer pictures, a search line and a person."""
    return render_template("marketplace/pages/home.html", tiles=presenters.TILES)


@bp.get("/not-sure")
@public
def not_sure() -> str:
    """Offer ways on to someone who does not know what they want yet."""
    return render_template("marketplace/pages/not_sure.html", tiles=presenters.NOT_SURE)


@bp.get("/crisis")
@public
def crisis() -> str:
    """Say who to call now, one card each."""
    lines = current_app.extensions["kith_settings"].site.crisis_lines
    return render_template("marketplace/pages/crisis.html", cards=presenters.care_cards(lines))


@bp.get("/leave")
@public
def leave() -> ResponseReturnValue:
    """Forget who was here and go somewhere harmless; works even when the database does not answer."""
    sign_in.leave()
    session.clear()
    response = redirect(current_app.extensions["kith_settings"].site.leave_url, 303)
    response.delete_cookie(current_app.config.get("REMEMBER_COOKIE_NAME", "remember_token"))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("/preferences", methods=["GET", "POST"])
@public
def preferences() -> ResponseReturnValue:
    """Let a visitor choose colours and text size; kept in a cookie, read by the server."""
    form = LookForm(obj=look.chosen())
    if not form.validate_on_submit():
        return render_template("marketplace/pages/preferences.html", form=form), 422 if form.errors else 200
    flash("Your choice is saved on this device.", "success")
    response = redirect(url_for("pages.preferences"), 303)
    safe = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(look.COOKIE, form.choice, max_age=31_536_000, httponly=True, samesite="Lax", secure=safe)
    return response


@bp.get("/words")
@public
def words() -> str:
    """Show each plain word, what it means, and what others call it (row L04 of the domain text)."""
    return render_template("marketplace/pages/words.html", words=sorted(WORDS, key=presenters.by_plain))


@bp.get("/guides")
@public
def every_guide() -> str:
    """Offer the guides (row L09: the same for everyone)."""
    return render_template("marketplace/pages/guides/list.html", guides=guides.GUIDES)


@bp.get("/guides/<slug>")
@public
def guide(slug: str) -> str:
    """Show one guide."""
    found = guides.guide(slug)
    return render_template(found.template, guide=found)


@bp.get("/privacy")
@public
def privacy() -> str:
    """Say what is kept, why, and how to have it shown, put right or taken away."""
    return render_template("marketplace/pages/privacy.html")


@bp.get("/accessibility")
@public
def accessibility() -> str:
    """Say what works, what has not been checked, and who to tell (rule X1)."""
    return render_template("marketplace/pages/accessibility.html")


@bp.get("/how-we-order-results")
@public
def how_we_order_results() -> str:
    """Say why one result stands above another (rule C12)."""
    return render_template("marketplace/pages/how_we_order_results.html")


@bp.get("/sources")
@public
def sources() -> str:
    """Name everyone whose open data and parts are used here."""
    return render_template("marketplace/pages/sources.html", sources=listings.sources(db()), parts=presenters.PARTS)


@bp.get("/colours.css")
@public
def colours() -> Response:
    """Give the operator's own colours as a style sheet of a few lines."""
    sheet = presenters.colour_sheet(current_app.extensions["kith_settings"].site.colours)
    return Response(sheet, mimetype="text/css", headers={"Cache-Control": "public, max-age=3600"})
