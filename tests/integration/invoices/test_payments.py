"""Payments: once for each form, never more than is owed, in the books, and on the invoice (journey 2 step 12)."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from invoices.documents.models import Invoice
from invoices.documents.queries import owed_on
from invoices.ledger.queries import balance
from invoices.payments.checks import check
from invoices.payments.models import Payment
from invoices.payments.operations import key_payment
from marketplace.kernel.errors import DomainError
from tests.factories.invoices import make_invoice, make_provider, make_someone


@pytest.fixture
def invoice(session, now):
    return make_invoice(
        session, at=now, organisation=make_provider(session, at=now), person=make_someone(session, at=now)
    )


@pytest.fixture
def pay(session, now, invoice):
    def key(pence, *, key="k1", day=date(2026, 9, 1)):
        return key_payment(
            session,
            invoice=invoice,
            pence=pence,
            received_on=day,
            way="bank",
            by_id=invoice.person_id,
            at=now,
            submit_key=key,
        )

    return key


def test_paid_in_two_parts(session, invoice, pay):
    pay(580, key="a")
    assert owed_on(session, invoice_id=invoice.id) == 1000
    pay(1000, key="b")
    assert owed_on(session, invoice_id=invoice.id) == 0
    assert balance(session, code=f"received:organisation:{invoice.organisation_id}") == 1580
    assert check(session) == []


def test_a_double_press_counts_once(session, invoice, pay):
    assert pay(580).id == pay(580).id
    assert owed_on(session, invoice_id=invoice.id) == 1000
    with pytest.raises(DomainError, match="used before"):
        pay(500)


@pytest.mark.parametrize(
    ("pence", "day", "said"),
    [
        (0, date(2026, 9, 1), "more than £0.00"),
        (-5, date(2026, 9, 1), "more than £0.00"),
        (1581, date(2026, 9, 1), "Only £15.80 is left to pay"),
        (100, date(2026, 9, 2), "still to come"),
    ],
)
def test_unsound_payments_are_refused(session, invoice, pay, pence, day, said):
    with pytest.raises(DomainError, match=said):
        pay(pence, day=day)
    assert owed_on(session, invoice_id=invoice.id) == 1580


def test_a_paid_invoice_takes_no_more(pay):
    pay(1580)
    with pytest.raises(DomainError, match="is paid"):
        pay(1, key="k2")


def test_payments_are_never_deleted(session, pay):
    pay(1580)
    with pytest.raises(IntegrityError, match="is never changed"), session.begin_nested():
        session.execute(delete(Payment))


def send(client, path, **facts):
    page = BeautifulSoup(client.get(path).text, "html5lib")
    key = page.find("input", {"name": "submit_key"})["value"]
    given = {"pence": "15.80", "received_on": "2026-09-01", "way": "bank", "submit_key": key, **facts}
    return given, client.post(path, data=given)


def test_jo_enters_it_and_margaret_reads_paid(site, as_, read):
    jo, path = as_("Jo"), f"/provider/invoices/{site.hers}/payment"
    given, answer = send(jo, path)
    assert (answer.status_code, answer.location) == (303, f"/invoices/{site.hers}")
    assert jo.post(path, data=given).status_code == 303
    text = " ".join(read("Margaret", f"/invoices/{site.hers}").find("main").get_text(" ").split())
    assert "Paid Left to pay: £0.00." in text
    assert "How to pay" not in text
    with site.sessions() as session:
        assert len(session.scalars(select(Payment)).all()) == 1
        assert check(session) == []


def test_a_mistake_is_told_at_its_field_and_nothing_is_written(site, as_):
    for facts, said in (
        ({"pence": "99"}, "Only £15.80 is left to pay"),
        ({"pence": "lots"}, "Enter an amount in pounds and pence"),
        ({"pence": ""}, "Enter how much came in."),
        ({"received_on": "2027-01-01"}, "still to come"),
        ({"way": "shells"}, "Not a valid choice"),
    ):
        _given, answer = send(as_("Jo"), f"/provider/invoices/{site.hers}/payment", **facts)
        assert answer.status_code == 422
        assert "There is a problem" in answer.text
        assert said in answer.text
    with site.sessions() as session:
        assert session.scalar(select(Payment)) is None


def test_only_the_provider_that_sent_it_may_enter_a_payment(site, as_):
    path = f"/provider/invoices/{site.hers}/payment"
    assert as_("Una").get(path).status_code == 404
    assert as_("Una").post(path, data={"pence": "1"}).status_code == 404
    assert as_("Margaret").post(path, data={"pence": "1"}).status_code == 403
    with site.sessions() as session:
        assert session.get(Invoice, site.hers) is not None
        assert session.scalar(select(Payment)) is None
