"""Reading invoices, with the rule of who may see which inside every query (rules G1, K15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from invoices.documents.models import Invoice
from invoices.documents.rules import owed_code
from invoices.ledger.queries import balance, balances
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.queries import organisations_of

ON_A_PAGE = 50


@dataclass(frozen=True)
class Viewer:
    """Who is looking: a person, the organisations they pay for, and the providers they work in the office of."""

    person_id: int
    pays_for: frozenset[int] = frozenset()
    staff_of: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Page:
    """Some of many invoices: those of one numbered page, and how many pages there are."""

    invoices: Sequence[Invoice]
    number: int
    last: int


def viewer_of(session: Session, *, person_id: int, on: date) -> Viewer:
    """Return someone with what they may see on a day: memberships that ended count no more."""

    def held(role: str) -> frozenset[int]:
        return frozenset(one.id for one in organisations_of(session, person_id=person_id, role=role, on=on))

    return Viewer(person_id, pays_for=held("payer"), staff_of=held("staff"))


def invoice(session: Session, *, invoice_id: int, viewer: Viewer) -> Invoice:
    """Return an invoice that the viewer may see, with its lines. Raises NotFoundError for any other.

    They pay it, it is for their own support, their organisation pays it, or their organisation issued it.
    """
    theirs = or_(
        Invoice.person_id == viewer.person_id,
        Invoice.payer_person_id == viewer.person_id,
        Invoice.payer_organisation_id.in_(viewer.pays_for),
        Invoice.organisation_id.in_(viewer.staff_of),
    )
    return _one(session, Invoice.id == invoice_id, theirs)


def issued_invoice(session: Session, *, invoice_id: int, viewer: Viewer) -> Invoice:
    """Return an invoice that the viewer's own organisation issued. Raises NotFoundError for any other."""
    return _one(session, Invoice.id == invoice_id, Invoice.organisation_id.in_(viewer.staff_of))


def own_invoices(session: Session, *, viewer: Viewer, page: int = 1) -> Page:
    """Return the invoices a person pays, and copies of those others pay for them, newest first."""
    mine = or_(Invoice.person_id == viewer.person_id, Invoice.payer_person_id == viewer.person_id)
    return _page(session, mine, page)


def paid_by(session: Session, *, viewer: Viewer, page: int = 1) -> Page:
    """Return the invoices that the viewer's organisations pay, newest first; no other payer's."""
    return _page(session, Invoice.payer_organisation_id.in_(viewer.pays_for), page)


def issued_by(session: Session, *, viewer: Viewer, page: int = 1) -> Page:
    """Return the invoices that the viewer's organisations issued, newest first."""
    return _page(session, Invoice.organisation_id.in_(viewer.staff_of), page)


def owed_on(session: Session, *, invoice_id: int) -> int:
    """Return the pence still owed on an invoice, from the books."""
    return balance(session, code=owed_code(invoice_id))


def owed_on_each(session: Session, *, invoices: Iterable[Invoice]) -> dict[int, int]:
    """Return the invoice's id → pence still owed, in one statement."""
    codes = {owed_code(one.id): one.id for one in invoices}
    return {codes[code]: pence for code, pence in balances(session, codes=codes).items()}


def _one(session: Session, *which: ColumnElement[bool]) -> Invoice:
    found = session.scalar(select(Invoice).where(*which).options(selectinload(Invoice.lines)))
    if found is None:
        raise NotFoundError
    return found


def _page(session: Session, which: ColumnElement[bool], page: int) -> Page:
    number = session.scalar(select(func.count()).select_from(Invoice).where(which)) or 0
    last = max(1, -(-number // ON_A_PAGE))
    page = min(max(page, 1), last)
    found = session.scalars(
        select(Invoice)
        .where(which)
        .order_by(Invoice.month.desc(), Invoice.id.desc())
        .limit(ON_A_PAGE)
        .offset((page - 1) * ON_A_PAGE)
    ).all()
    return Page(found, page, last)
