"""An invoice as words and rows. Labels: section 4 of the domain text, "Plain labels for the parts of a bill"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from invoices.documents.models import Invoice, InvoiceLine
from invoices.documents.queries import Viewer
from marketplace.kernel.filters import day_and_month, short_date
from marketplace.kernel.money import pounds

SUPPORT = "What you had"
SUPPORT_FORMAL = "Support"
TRAVEL = "Miles in your worker’s car"
TRAVEL_FORMAL = "Miles in the worker’s car"
SHORT_NOTICE = "Cancelled with less than the agreed notice"


@dataclass(frozen=True)
class Row:
    """One line: its day (none where the words already say it), what it was, how the sum was reached, and the sum."""

    day: str
    words: str
    why: str
    pence: int


@dataclass(frozen=True)
class Part:
    """Lines of one sort under their label."""

    heading: str
    rows: list[Row]


@dataclass(frozen=True)
class Shown:
    """A whole invoice as someone sees it.

    `copy`: somebody else pays; `formal`: an organisation reads it; `back`: the address of the list it came from.
    """

    invoice: Invoice
    title: str
    greeting: str
    parts: list[Part]
    owed: int
    copy: bool
    formal: bool
    may_key: bool
    back: str

    @property
    def paid(self) -> int:
        """Return the pence paid so far."""
        return self.invoice.total_pence - self.owed

    @property
    def seller(self) -> dict[str, Any]:
        """Return who it is from, as it was at issue."""
        return dict(self.invoice.parties["from"])

    @property
    def payer(self) -> dict[str, Any]:
        """Return who pays, as it was at issue."""
        return dict(self.invoice.parties["to"])

    @property
    def state(self) -> str:
        """Return where it stands, in two words or so."""
        return state_words(self.invoice, self.owed)


def shown(invoice: Invoice, *, owed: int, viewer: Viewer) -> Shown:
    """Return an invoice as the viewer should see it; `owed` is in pence."""
    pays = invoice.payer_person_id == viewer.person_id or invoice.payer_organisation_id in viewer.pays_for
    staff = invoice.organisation_id in viewer.staff_of
    copy = not pays and not staff
    formal = invoice.payer_organisation_id is not None and not copy
    month = f"{invoice.month:%B}"
    return Shown(
        invoice=invoice,
        title=f"Invoice – {month} {invoice.month.year}" if formal else f"Your invoice – {month}",
        greeting="" if formal else invoice.parties["for" if copy else "to"]["known_as" if copy else "greeting"],
        parts=parts(invoice.lines, formal=formal),
        owed=owed,
        copy=copy,
        formal=formal,
        may_key=staff and owed > 0,
        back="/provider/invoices" if staff else "/payer/invoices" if formal else "/my/invoices",
    )


def parts(lines: Iterable[InvoiceLine], *, formal: bool) -> list[Part]:
    """Return the lines under their labels: support, each bank holiday, short notice, then miles."""
    found: dict[tuple[int, str], list[Row]] = {}
    for line in lines:
        found.setdefault(_label(line, formal=formal), []).append(_row(line))
    return [Part(heading, rows) for (_place, heading), rows in sorted(found.items(), key=lambda each: each[0][0])]


def state_words(invoice: Invoice, owed: int) -> str:
    """Return "Paid", what is left, or that nothing has come yet."""
    if owed <= 0:
        return "Paid"
    return f"{pounds(owed)} left to pay" if owed < invoice.total_pence else "To pay"


def list_rows(
    invoices: Iterable[Invoice], *, owed: Mapping[int, int], viewer: Viewer, whose: bool
) -> list[dict[str, Any]]:
    """Return what a list shows of each invoice; `whose` adds for whom it is."""
    return [
        {
            "href": f"/invoices/{one.id}",
            "number": one.number,
            "month": f"{one.month:%B} {one.month.year}",
            "whom": one.parties["for"]["name"] if whose else one.parties["from"]["name"],
            "pence": one.total_pence,
            "pay_by": short_date(one.pay_by),
            "state": state_words(one, owed[one.id]) if whose else _state_for(one, owed[one.id], viewer),
        }
        for one in invoices
    ]


def _state_for(invoice: Invoice, owed: int, viewer: Viewer) -> str:
    if invoice.payer_person_id != viewer.person_id:
        return "Nothing for you to pay"
    return state_words(invoice, owed)


def _label(line: InvoiceLine, *, formal: bool) -> tuple[int, str]:
    if line.kind == "travel":
        return 3, TRAVEL_FORMAL if formal else TRAVEL
    if line.kind == "late_cancellation":
        return 2, SHORT_NOTICE
    if line.holiday:
        return 1, f"Bank-holiday price ({line.holiday}, {day_and_month(line.happened_on)})"
    return 0, SUPPORT_FORMAL if formal else SUPPORT


def _row(line: InvoiceLine) -> Row:
    day = day_and_month(line.happened_on)
    return Row("" if day in line.words else day, line.words, line.why, line.pence)
