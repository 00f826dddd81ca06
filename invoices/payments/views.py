"""Pages: entering by hand a payment that a provider received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template
from flask_login import current_user

from invoices.documents import queries
from invoices.payments.forms import PaymentForm
from invoices.payments.operations import key_payment
from marketplace.kernel import clock
from marketplace.kernel.access import PROVIDER_STAFF, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.money import pounds
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from invoices.documents.models import Invoice

bp = Blueprint("payments", __name__)


@bp.get("/provider/invoices/<int:invoice_id>/payment")
@requires(PROVIDER_STAFF)
def ask(invoice_id: int) -> ResponseReturnValue:
    """Ask how much came in for an invoice, when and how."""
    return _form(PaymentForm(received_on=clock.london_date(clock.now()), way="bank"), _invoice(invoice_id))


@bp.post("/provider/invoices/<int:invoice_id>/payment")
@requires(PROVIDER_STAFF)
@commits
def key(invoice_id: int) -> ResponseReturnValue:
    """Write the payment down, once."""
    invoice, form = _invoice(invoice_id), PaymentForm()
    if not form.validate_on_submit():
        return _form(form, invoice), 422
    given = {name: form[name].data for name in ("pence", "received_on", "way", "submit_key")}
    try:
        made = key_payment(db(), invoice=invoice, by_id=current_user.id, at=clock.now(), **given)
    except DomainError as error:
        form.pence.errors = [error.sentence]
        return _form(form, invoice), 422
    flash(f"{pounds(made.pence)} is entered for {invoice.number}.", "success")
    return redirect(f"/invoices/{invoice.id}", 303)


def _invoice(invoice_id: int) -> Invoice:
    viewer = queries.viewer_of(db(), person_id=current_user.id, on=clock.london_date(clock.now()))
    return queries.issued_invoice(db(), invoice_id=invoice_id, viewer=viewer)


def _form(form: PaymentForm, invoice: Invoice) -> str:
    owed = queries.owed_on(db(), invoice_id=invoice.id)
    return render_template("invoices/payments/key.html", form=form, invoice=invoice, owed=owed)
