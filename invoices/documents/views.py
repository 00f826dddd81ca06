"""Pages: invoices, as lists, one at a time, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, make_response, render_template, request
from flask_login import current_user

from invoices.documents import presenters, queries
from invoices.documents.paper import NoPaperError, write_pdf
from marketplace.kernel import clock
from marketplace.kernel.access import PAYER, PERSON, PROVIDER_STAFF, SEE, acting_now, requires, whose
from marketplace.kernel.session import db, notes_reads
from marketplace.organisations.viewing import note_list, note_read
from marketplace.people.preferences.queries import wants_large_print

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from invoices.documents.presenters import Shown
    from invoices.documents.queries import Page, Viewer

bp = Blueprint("invoices", __name__)
ONE = "invoices/documents/show.html"


@bp.get("/my/invoices")
@requires(PERSON, acting=SEE)
def mine() -> ResponseReturnValue:
    """Show the invoices someone pays, and copies of those others pay for them."""
    viewer = _viewer()
    return _list(queries.own_invoices(db(), viewer=viewer, page=_page()), viewer, "Your invoices", whose=False)


@bp.get("/payer/invoices")
@requires(PAYER)
@notes_reads
def to_pay() -> ResponseReturnValue:
    """Show an organisation the invoices it pays."""
    viewer = _viewer()
    return _list(queries.paid_by(db(), viewer=viewer, page=_page()), viewer, "Invoices you pay", whose=True)


@bp.get("/provider/invoices")
@requires(PROVIDER_STAFF)
@notes_reads
def issued() -> ResponseReturnValue:
    """Show a provider the invoices it issued."""
    viewer = _viewer()
    return _list(queries.issued_by(db(), viewer=viewer, page=_page()), viewer, "Invoices you sent", whose=True)


@bp.get("/invoices/<int:invoice_id>")
@requires(PERSON, acting=SEE)
@notes_reads
def show(invoice_id: int) -> ResponseReturnValue:
    """Show one invoice."""
    return render_template(ONE, frame="layouts/base.html", shown=_shown(invoice_id), paper=False, large=_large())


@bp.get("/invoices/<int:invoice_id>/pdf")
@requires(PERSON, acting=SEE)
@notes_reads
def pdf(invoice_id: int) -> ResponseReturnValue:
    """Give one invoice as a PDF: 12 point, or 18 with ?size=large."""
    seen = _shown(invoice_id)
    html = render_template(ONE, frame="invoices/documents/paper.html", shown=seen, paper=True, large=_large())
    css = current_app.jinja_env.get_template("invoices/documents/paper.css").render(large=_large())
    try:
        made = write_pdf(html, css=css, fonts=Path(current_app.static_folder or ""))
    except NoPaperError as error:
        return render_template("invoices/documents/no_paper.html", shown=seen, sentence=str(error)), 503
    response = make_response(made)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{seen.invoice.number}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _list(page: Page, viewer: Viewer, heading: str, *, whose: bool) -> str:
    if whose:
        note_list(kind="invoice", people=(one.person_id for one in page.invoices))
    owed = queries.owed_on_each(db(), invoices=page.invoices)
    rows = presenters.list_rows(page.invoices, owed=owed, viewer=viewer, whose=whose)
    return render_template("invoices/documents/list.html", page=page, rows=rows, heading=heading, whose=whose)


def _shown(invoice_id: int) -> Shown:
    viewer = _viewer()
    found = queries.invoice(db(), invoice_id=invoice_id, viewer=viewer)
    note_read(kind="invoice", number=found.id, whose=found.person_id)
    return presenters.shown(found, owed=queries.owed_on(db(), invoice_id=found.id), viewer=viewer)


def _viewer() -> Viewer:
    if acting_now():
        # Whoever acts for another sees what that person sees, and nothing of their own organisations.
        return queries.Viewer(whose())
    return queries.viewer_of(db(), person_id=current_user.id, on=clock.london_date(clock.now()))


def _page() -> int:
    return request.args.get("page", 1, type=int)


def _large() -> bool:
    """Say whether to show large print: as asked, or else as the person likes it (rule X3)."""
    if "size" in request.args:
        return request.args["size"] == "large"
    return wants_large_print(db(), person_id=whose())
