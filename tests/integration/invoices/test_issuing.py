"""Issuing: numbers without gaps, frozen copies, the books, and everything that is refused."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from invoices.documents import queries
from invoices.documents.models import Invoice, InvoiceLine
from invoices.documents.queries import Viewer
from invoices.documents.types import Payer
from invoices.ledger.models import Entry, Transaction
from invoices.ledger.queries import balance
from invoices.payments.checks import check
from marketplace.kernel.errors import DomainError, NotFoundError
from tests.factories.invoices import (
    make_council,
    make_invoice,
    make_provider,
    make_someone,
    margarets_hours,
    margarets_miles,
    miles_line,
)


@pytest.fixture
def harbour(session, now):
    return make_provider(session, at=now)


@pytest.fixture
def margaret(session, now):
    return make_someone(session, at=now)


def test_margarets_month_to_the_penny(session, now, harbour, margaret):
    council = make_council(session, at=now)
    hers = make_invoice(session, at=now, organisation=harbour, person=margaret)
    theirs = make_invoice(
        session,
        at=now,
        organisation=harbour,
        person=margaret,
        payer=Payer(organisation_id=council.id),
        lines=margarets_hours(),
    )
    assert (hers.total_pence, theirs.total_pence) == (1580, 26400)
    assert (hers.number, hers.reference, theirs.number) == ("HW-0001", "HW0001", "HW-0002")
    assert (hers.issued_on, hers.pay_by) == (date(2026, 9, 1), date(2026, 9, 15))
    assert balance(session, code=f"owed:invoice:{hers.id}") == 1580
    assert balance(session, code=f"billed:organisation:{harbour.id}") == -(1580 + 26400)
    assert check(session) == []


def test_what_is_issued_stays_as_it_was(session, now, harbour, margaret):
    made = make_invoice(session, at=now, organisation=harbour, person=margaret)
    harbour.bank_account_number, margaret.known_as = "99999999", "Maggie"
    session.flush()
    session.expire(made)
    assert made.parties["from"]["bank_account_number"] == "00012345"
    assert made.parties["to"]["greeting"] == "Margaret"


def test_nothing_is_billed_twice_and_no_number_is_lost(session, now, harbour, margaret):
    line = miles_line(day=date(2026, 8, 3), tenths=64, source="visit:1:travel")
    make_invoice(session, at=now, organisation=harbour, person=margaret, lines=[line])
    with pytest.raises(DomainError, match=r"“6.4 miles on Monday 3 August” .* is already on invoice HW-0001"):
        make_invoice(session, at=now, organisation=harbour, person=margaret, lines=[line])
    with pytest.raises(DomainError, match="twice"):
        make_invoice(session, at=now, organisation=harbour, person=margaret, lines=[margarets_miles()[0]] * 2)
    # The month run may go on after a refusal: the next number follows on.
    assert make_invoice(session, at=now, organisation=harbour, person=margaret).number == "HW-0002"
    assert check(session) == []


def test_each_provider_has_its_own_numbers(session, now, harbour, margaret):
    other = make_provider(session, at=now, name="Meadow Support", invoice_prefix="MS")
    numbers = [
        make_invoice(session, at=now, organisation=one, person=margaret).number for one in (harbour, other, harbour)
    ]
    assert numbers == ["HW-0001", "MS-0001", "HW-0002"]


def test_two_providers_cannot_share_letters(session, now, harbour, margaret):
    other = make_provider(session, at=now, name="Hill Walks")
    make_invoice(session, at=now, organisation=harbour, person=margaret)
    with pytest.raises(DomainError, match="start with HW too"):
        make_invoice(session, at=now, organisation=other, person=margaret)


def test_unsound_invoices_are_refused(session, now, harbour, margaret):
    def refused(**facts):
        with pytest.raises(DomainError) as said:
            make_invoice(session, at=now, **{"organisation": harbour, "person": margaret, **facts})
        return said.value.sentence

    assert "at least one line" in refused(lines=[])
    assert "one payer" in refused(payer=Payer())
    assert "one payer" in refused(payer=Payer(person_id=margaret.id, organisation_id=harbour.id))
    harbour.vat_status = "standard"
    assert "VAT" in refused()
    harbour.vat_status, harbour.invoice_prefix = "not_registered", ""
    assert "letters" in refused()
    assert session.scalar(select(func.count()).select_from(Invoice)) == 0


@pytest.mark.parametrize("table", [Invoice, InvoiceLine, Transaction, Entry])
def test_the_database_refuses_to_change_or_delete(session, now, harbour, margaret, table):
    make_invoice(session, at=now, organisation=harbour, person=margaret)
    for statement in (update(table).values(id=table.id), delete(table)):
        with pytest.raises(IntegrityError, match="is never changed"), session.begin_nested():
            session.execute(statement)


def test_who_may_see_an_invoice(session, now, harbour, margaret):
    council = make_council(session, at=now)
    made = make_invoice(session, at=now, organisation=harbour, person=margaret, payer=Payer(organisation_id=council.id))

    def seen(viewer):
        return queries.invoice(session, invoice_id=made.id, viewer=viewer).id

    stranger = margaret.id + 1000
    assert seen(Viewer(margaret.id)) == made.id
    assert seen(Viewer(stranger, pays_for=frozenset({council.id}))) == made.id
    assert seen(Viewer(stranger, staff_of=frozenset({harbour.id}))) == made.id
    for viewer in (
        Viewer(stranger),
        Viewer(stranger, pays_for=frozenset({harbour.id})),
        Viewer(stranger, staff_of=frozenset({council.id})),
    ):
        with pytest.raises(NotFoundError):
            seen(viewer)
    with pytest.raises(NotFoundError):
        queries.issued_invoice(session, invoice_id=made.id, viewer=Viewer(margaret.id))


def test_lists_hold_only_ones_own(session, now, harbour, margaret):
    council = make_council(session, at=now)
    tom = make_someone(session, at=now, known_as="Tom")
    hers = make_invoice(session, at=now, organisation=harbour, person=margaret)
    toms = make_invoice(session, at=now, organisation=harbour, person=tom, payer=Payer(organisation_id=council.id))
    nobody = tom.id + 1000

    def ids(page):
        return [one.id for one in page.invoices]

    assert ids(queries.own_invoices(session, viewer=Viewer(margaret.id))) == [hers.id]
    assert ids(queries.own_invoices(session, viewer=Viewer(tom.id))) == [toms.id]
    assert ids(queries.paid_by(session, viewer=Viewer(nobody, pays_for=frozenset({council.id})))) == [toms.id]
    assert ids(queries.issued_by(session, viewer=Viewer(nobody, staff_of=frozenset({harbour.id})))) == [
        toms.id,
        hers.id,
    ]
    assert ids(queries.issued_by(session, viewer=Viewer(nobody))) == []
    assert queries.owed_on_each(session, invoices=[hers, toms]) == {hers.id: 1580, toms.id: 1580}
