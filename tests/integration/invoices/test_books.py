"""The ledger: once for each source, side by side without loss, and a check that finds every kind of damage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from invoices.documents.models import Invoice
from invoices.documents.queries import owed_on
from invoices.ledger.guards import GUARDED, statements
from invoices.ledger.models import Account, Transaction
from invoices.ledger.operations import post
from invoices.ledger.queries import balance, balances
from invoices.payments.checks import check
from invoices.payments.operations import key_payment
from marketplace.cli.books import books
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.people.models import Person
from tests.factories.invoices import make_invoice

DAY = date(2026, 9, 1)

OVERPAID = """
    INSERT INTO payments (invoice_id, organisation_id, pence, received_on, way, keyed_at, keyed_by_id, submit_key)
    VALUES (1, 1, 9999, '2026-09-01', 'bank', '2026-09-01 08:00:00', 1, 'x')
"""


def test_a_source_is_posted_once(session, now):
    def write(**entries):
        return post(session, source="payment:1", happened_on=DAY, at=now, entries=entries)

    first = write(here=5, there=-5)
    assert write(here=5, there=-5).id == first.id
    assert balances(session, codes=["here", "there", "nowhere"]) == {"here": 5, "there": -5, "nowhere": 0}
    with pytest.raises(DomainError, match="other sums"):
        write(here=6, there=-6)
    assert balance(session, code="here") == 5
    assert session.scalar(select(func.count()).select_from(Transaction)) == 1


def test_eight_at_once_post_one_source_once_and_all_of_the_others(site, now):
    def write(at):
        with site.sessions() as session:
            for source in ("shared", f"own:{at}"):
                post(session, source=source, happened_on=DAY, at=now, entries={"pot": 1, "jar": -1})
            session.commit()

    with ThreadPoolExecutor(8) as many:
        list(many.map(write, range(8)))
    with site.sessions() as session:
        assert balance(session, code="pot") == 9
        assert session.scalar(select(func.count()).select_from(Account).where(Account.code == "pot")) == 1


def test_many_invoices_at_once_leave_no_gap(site, now):
    def issue_one(_at):
        with site.sessions() as session:
            first = session.get_one(Invoice, site.hers)
            harbour, margaret = (
                session.get_one(Organisation, first.organisation_id),
                session.get_one(Person, first.person_id),
            )
            number = make_invoice(session, at=now, organisation=harbour, person=margaret).series_number
            session.commit()
            return number

    with ThreadPoolExecutor(6) as many:
        assert sorted(many.map(issue_one, range(12))) == list(range(3, 15))
    with site.sessions() as session:
        assert check(session) == []


def test_payments_at_once_never_pass_what_is_owed(site, now):
    def pay(at):
        with site.sessions() as session:
            invoice = session.get_one(Invoice, site.hers)
            try:
                key_payment(
                    session,
                    invoice=invoice,
                    pence=500,
                    received_on=DAY,
                    way="bank",
                    by_id=invoice.person_id,
                    at=now,
                    submit_key=f"key{at}",
                )
            except DomainError:
                return False
            session.commit()
            return True

    with ThreadPoolExecutor(6) as many:
        assert sum(many.map(pay, range(8))) == 3
    with site.sessions() as session:
        assert owed_on(session, invoice_id=site.hers) == 80
        assert check(session) == []


def test_the_command_says_that_the_books_balance(site, tmp_path):
    result = CliRunner().invoke(books, ["check", "--data", str(tmp_path)])
    assert (result.exit_code, result.output) == (0, "The books balance: 2 transactions, 2 invoices.\n")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE ledger_entries SET pence = pence + 1 WHERE id = 1", "invoice:1 does not balance"),
        ("DELETE FROM ledger_entries WHERE transaction_id = 1", "invoice:1 does not balance: 0 sides"),
        ("UPDATE invoice_lines SET pence = pence - 1 WHERE id = 1", "HW-0001 says another total than its lines"),
        ("DELETE FROM invoice_lines WHERE invoice_id = 1", "HW-0001 has no lines"),
        ("UPDATE invoices SET series_number = 5 WHERE id = 2", "do not run on"),
        ("UPDATE invoice_number_series SET next_number = 9", "do not run on"),
        ("UPDATE ledger_transactions SET source = 'invoice:99' WHERE id = 1", "The books hold invoice:99"),
        ("UPDATE ledger_transactions SET source = 'invoice:99' WHERE id = 1", "invoice:1 is not in the books"),
        (
            "UPDATE ledger_accounts SET code = 'owed:invoice:9' WHERE code = 'owed:invoice:1'",
            "HW-0001 owes another sum",
        ),
        ("UPDATE ledger_accounts SET code = 'billed:organisation:9' WHERE code LIKE 'billed:%'", "the papers say"),
        (
            OVERPAID,
            "HW-0001 was paid more than its total",
        ),
    ],
)
def test_damage_is_found_and_named(site, tmp_path, damage, said):
    with site.sessions() as session:
        # Someone with the keys to the database took the guards away first.
        for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {name}"))
        session.execute(text(damage))
        session.commit()
    result = CliRunner().invoke(books, ["check", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert said in result.output


def test_the_guards_of_postgresql_cover_the_same_tables():
    written = statements("postgresql")
    assert written[0].startswith("CREATE FUNCTION keep_as_written")
    assert [one.split(" ON ")[1].split(" ")[0] for one in written[1:]] == list(GUARDED)
    assert all("BEFORE UPDATE OR DELETE" in one for one in written[1:])
