"""Month end pressed by two at once, and again: every visit is billed once, numbers run on, the books balance."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import event, func, select

from invoices.documents.models import Invoice, InvoiceLine
from invoices.documents.operations import issue_many
from invoices.documents.types import Draft, LineToBill, Payer
from invoices.ledger.models import Entry, Transaction
from invoices.ledger.operations import Posting, post, post_many
from invoices.ledger.queries import balances
from invoices.payments.checks import check
from marketplace.brokerage.billing.operations import preview_month, run_month
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError
from marketplace.organisations.models import Organisation
from tests.benchmarks.month_end import fill

AUGUST = date(2026, 8, 1)
MONTH_END = parse_moment("2026-09-01T09:00")
VISITS = 200


@pytest.fixture
def delivered(databases, tmp_path):
    """Return sessions on a database with ten people's agreed visits of August."""
    settings = load_settings(data=tmp_path)
    settings.database_url = databases.fresh()
    fill(settings.database_url, VISITS)
    made = open_sessions(settings)
    yield made
    made.kw["bind"].dispose()


def counted(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_two_at_once_bill_every_visit_once(delivered):
    together = Barrier(4)

    def press(organisation_id):
        with delivered() as session:
            together.wait(timeout=20)
            made = run_month(session, month=AUGUST, at=MONTH_END, organisation_id=organisation_id)
            session.commit()
            return len(made.invoices)

    # Two for every provider, two for the one: those who come second find nothing left.
    with ThreadPoolExecutor(4) as many:
        assert sorted(many.map(press, [None, 1, None, 1])) == [0, 0, 0, 20]
    with delivered() as session:
        assert counted(session, InvoiceLine) == VISITS * 2
        numbers = session.scalars(select(Invoice.series_number).order_by(Invoice.id)).all()
        assert list(numbers) == list(range(1, 21))
        assert check(session) == []


def test_the_number_of_statements_does_not_grow_with_the_visits(databases, tmp_path):
    asked = {}
    for visits in (20, 400):
        settings = load_settings(data=tmp_path)
        settings.database_url = databases.fresh()
        fill(settings.database_url, visits)
        sessions = open_sessions(settings)
        seen = []
        event.listen(sessions.kw["bind"], "before_cursor_execute", lambda *facts, kept=seen: kept.append(facts[2]))
        with sessions() as session:
            assert len(run_month(session, month=AUGUST, at=MONTH_END).invoices) == visits // 10
            session.commit()
        sessions.kw["bind"].dispose()
        asked[visits] = len(seen)
    assert asked[400] == asked[20] < 40


def test_what_is_wrong_with_one_invoice_makes_none(delivered):
    with delivered() as session:
        line = LineToBill("visit:1:support:0", "support", date(2026, 8, 31), "Support with Dev", 2200)
        good, empty = Draft(1, 1, Payer(1), [line]), Draft(1, 2, Payer(2), [])
        again = Draft(1, 2, Payer(2), [line])
        with pytest.raises(DomainError, match="at least one line"):
            issue_many(session, drafts=[good, empty], month=AUGUST, at=MONTH_END)
        with pytest.raises(DomainError, match="twice"):
            issue_many(session, drafts=[good, again], month=AUGUST, at=MONTH_END)
        (made,) = issue_many(session, drafts=[good], month=AUGUST, at=MONTH_END)
        other = LineToBill("visit:2:support:0", "support", date(2026, 8, 30), "Support with Dev", 2200)
        with pytest.raises(DomainError, match=r"“Support with Dev” .* is already on invoice HW-0001"):
            issue_many(session, drafts=[Draft(1, 3, Payer(3), [other]), again], month=AUGUST, at=MONTH_END)
        assert [made.number, counted(session, Invoice), counted(session, Transaction)] == ["HW-0001", 1, 1]
        # The rest of the month goes on, and the visit that is on a bill is left out.
        assert run_month(session, month=AUGUST, at=MONTH_END).invoices[0].number == "HW-0002"
        assert counted(session, InvoiceLine) == VISITS * 2
        assert check(session) == []


def test_letters_that_another_provider_uses_are_named(delivered):
    with delivered() as session:
        run_month(session, month=AUGUST, at=MONTH_END)
        session.get_one(Organisation, 2).invoice_prefix = "HW"
        line = LineToBill("other:1", "support", date(2026, 8, 31), "Support", 2200)
        with pytest.raises(DomainError, match="start with HW too"):
            issue_many(session, drafts=[Draft(2, 1, Payer(1), [line])], month=AUGUST, at=MONTH_END)


def test_many_postings_keep_the_rules_of_one(delivered):
    def many(session, *sums):
        postings = [Posting(f"own:{at}", AUGUST, {"pot": pence, "jar": -pence}) for at, pence in enumerate(sums)]
        post_many(session, postings=postings, at=MONTH_END)

    with delivered() as session:
        post(session, source="own:0", happened_on=AUGUST, at=MONTH_END, entries={"pot": 5, "jar": -5})
        many(session, 5, 7)
        many(session, 5, 7, 11)
        assert balances(session, codes=["pot", "jar"]) == {"pot": 23, "jar": -23}
        assert (counted(session, Transaction), counted(session, Entry)) == (3, 6)
        with pytest.raises(DomainError, match="other sums"):
            many(session, 6)
        with pytest.raises(DomainError, match="differ"):
            post_many(session, postings=[Posting("x", AUGUST, {"a": 1, "b": -2})], at=MONTH_END)


def test_a_visit_is_asked_for_only_until_all_of_it_is_billed(delivered):
    with delivered() as session:
        assert sum(len(lines) for lines in preview_month(session, month=AUGUST, at=MONTH_END).groups.values()) == 400
        run_month(session, month=AUGUST, at=MONTH_END)
        left = preview_month(session, month=AUGUST, at=MONTH_END)
        assert (dict(left.groups), left.held) == ({}, [])
