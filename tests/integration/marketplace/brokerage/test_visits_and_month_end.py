"""Visits and their bill: rows D02–D07, E04–E07, B22; journey 2 of the domain text, to the penny."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from invoices.documents.models import Invoice, InvoiceLine
from marketplace.brokerage.agreements import operations as agreements
from marketplace.brokerage.billing.operations import preview_month, run_month
from marketplace.brokerage.visits import operations as visits
from marketplace.brokerage.visits.queries import own_visit, worker_visit
from marketplace.brokerage.visits.rates import cancel_lines
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError, NotFoundError

AUGUST = date(2026, 8, 1)
MONTH_END = parse_moment("2026-09-01T09:00")
PLANNED = parse_moment("2026-07-20T09:00")


@pytest.fixture
def book(session, town, agreement):
    """Return a function that plans a visit with Dev: book("2026-08-03", "10:00", "12:00")."""

    def run(day, start, end, *, travel="car", worker="dev", higher=True, key="", at=PLANNED):
        plan = visits.Plan(
            worker_id=town.workers[worker].id,
            starts_at=parse_moment(f"{day}T{start}"),
            ends_at=parse_moment(f"{day}T{end}"),
            travel=travel,
            miles_tenths=140,
        )
        return visits.plan(
            session,
            agreement=agreement,
            plan=plan,
            higher_price_agreed=higher,
            by_id=agreement.person_id,
            at=at,
            submit_key=key or f"{day}{start}",
        )

    return run


def write(session, visit, *, miles=0, at=None):
    return visits.record(
        session,
        visit=visit,
        started_at=visit.starts_at,
        ended_at=visit.ends_at,
        miles_tenths=miles,
        what_was_done="",
        by_id=visit.planned_by_id,
        at=at or visit.ends_at,
    )


def agree(session, visit):
    visits.agree(session, visit=visit, version=visit.latest.version, by_id=visit.planned_by_id, at=visit.ends_at)


def totals(session):
    return [(one.number, one.total_pence) for one in session.scalars(select(Invoice).order_by(Invoice.id))]


def test_the_bank_holiday_needs_its_tick(book):
    with pytest.raises(DomainError, match="Summer bank holiday"):
        book("2026-08-31", "10:00", "13:00", higher=False)
    assert book("2026-08-31", "10:00", "13:00").higher_price_agreed_at == PLANNED


def test_a_double_press_books_one_visit(book):
    assert book("2026-08-03", "10:00", "12:00").id == book("2026-08-03", "10:00", "12:00").id


@pytest.mark.parametrize(
    ("day", "start", "end", "more", "words"),
    [
        (
            "2026-07-10",
            "10:00",
            "12:00",
            {"at": parse_moment("2026-07-02T09:00")},
            "first day for a visit is Saturday 1 August",
        ),
        ("2026-08-03", "12:00", "10:00", {}, "ends after it starts"),
        ("2026-07-19", "10:00", "12:00", {}, "still to come"),
        ("2026-08-03", "10:00", "12:00", {"worker": "grace"}, "Grace does not drive people"),
    ],
)
def test_a_visit_that_cannot_be_is_told_why(book, day, start, end, more, words):
    with pytest.raises(DomainError, match=words):
        book(day, start, end, **more)


def test_a_bus_day_has_no_miles(session, book):
    with pytest.raises(DomainError, match="no miles to pay"):
        write(session, book("2026-08-03", "10:00", "12:00", travel="bus"), miles=64)


def test_a_disputed_part_is_held_and_both_versions_are_kept(session, book):
    visit = book("2026-08-21", "13:00", "15:30")
    write(session, visit, miles=124)
    visits.dispute(
        session,
        visit=visit,
        version=1,
        times=False,
        miles=True,
        words="Too far",
        by_id=visit.planned_by_id,
        at=visit.ends_at,
    )
    first = run_month(session, month=AUGUST, at=MONTH_END)
    assert [held.why for held in first.held] == ["the miles are being checked"]
    assert totals(session) == [("HW-0001", 5500)], "the times were agreed, so support is billed"
    write(session, visit, miles=110, at=MONTH_END)
    assert [(one.miles_tenths, one.times_state, one.miles_state) for one in visit.records] == [
        (124, "agreed", "disputed"),
        (110, "agreed", "waiting"),
    ]
    agree(session, visit)
    run_month(session, month=AUGUST, at=MONTH_END)
    assert totals(session) == [("HW-0001", 5500), ("HW-0002", 550)]


def test_an_old_page_cannot_agree_a_newer_version(session, book):
    visit = book("2026-08-21", "13:00", "15:30")
    write(session, visit, miles=124)
    write(session, visit, miles=110)
    with pytest.raises(DomainError, match="changed this since"):
        visits.agree(session, visit=visit, version=1, by_id=visit.planned_by_id, at=visit.ends_at)


def test_what_was_agreed_stays_as_it_is(session, book):
    visit = book("2026-08-03", "10:00", "12:00")
    write(session, visit, miles=64)
    agree(session, visit)
    with pytest.raises(DomainError, match="already agreed"):
        write(session, visit, miles=99)


def test_margaret_s_august_is_two_invoices_and_nothing_crosses(session, book):
    for day, start, end, miles in (("2026-08-03", "10:00", "12:00", 64), ("2026-08-13", "10:00", "13:00", 0),
                                   ("2026-08-21", "13:00", "15:30", 110), ("2026-08-31", "10:00", "13:00", 142)):  # fmt: skip
        visit = book(day, start, end, travel="car" if miles else "bus")
        write(session, visit, miles=miles)
        agree(session, visit)
    done = run_month(session, month=AUGUST, at=MONTH_END)
    assert totals(session) == [("HW-0001", 26400), ("HW-0002", 1580)]
    assert {line.kind for line in done.invoices[0].lines} == {"support"}
    assert [line.pence for line in done.invoices[1].lines] == [320, 550, 710]
    again = run_month(session, month=AUGUST, at=MONTH_END)
    assert (list(again.invoices), list(again.held)) == ([], [])


def test_a_month_that_is_not_over_is_refused(session, town):
    with pytest.raises(DomainError, match="not over"):
        preview_month(session, month=AUGUST, at=parse_moment("2026-08-31T23:59"))


def test_cancelling_costs_nothing_in_time_and_the_visit_when_late(session, book, agreement):
    visit = book("2026-08-13", "10:00", "12:00")
    facts = {"start": visit.starts_at, "end": visit.ends_at}
    assert cancel_lines(agreement, told_at=parse_moment("2026-08-06T10:00"), **facts) == []
    late = parse_moment("2026-08-06T10:01")
    assert [line.pence for line in cancel_lines(agreement, told_at=late, **facts)] == [4400]
    visits.cancel(session, visit=visit, by_id=visit.planned_by_id, at=late)
    run_month(session, month=AUGUST, at=MONTH_END)
    (line,) = session.scalars(select(InvoiceLine))
    assert (line.kind, line.pence) == ("late_cancellation", 4400)
    assert "cancelled with less than 7 days’ notice" in line.words


def test_in_the_first_14_days_cancelling_is_free(session, town):
    from marketplace.brokerage.requests import operations as requests

    now = parse_moment("2026-08-03T09:00")
    wish = requests.Wish("Forms", 60, now.date())
    sent = requests.send(
        session,
        person=town.people["carl"],
        offer=town.offers["harbour"],
        wish=wish,
        budget=None,
        at=now,
        submit_key="c",
    )
    made = agreements.offer(session, request=sent, terms="", note="", by_id=sent.person_id, at=now)
    agreements.agree(session, agreement=made, early_start=True, by_id=sent.person_id, at=now)
    start, end = parse_moment("2026-08-03T15:00"), parse_moment("2026-08-03T17:00")
    assert cancel_lines(made, start=start, end=end, told_at=parse_moment("2026-08-03T14:00")) == []


def test_nobody_else_sees_a_visit(session, town, book):
    visit = book("2026-08-03", "10:00", "12:00")
    with pytest.raises(NotFoundError):
        own_visit(session, visit_id=visit.id, person_id=town.people["tom"].id)
    with pytest.raises(NotFoundError):
        worker_visit(session, visit_id=visit.id, worker_ids={town.workers["liam"].id})


def test_an_issued_line_can_be_neither_changed_nor_taken_away(session, book):
    visit = book("2026-08-03", "10:00", "12:00")
    write(session, visit, miles=64)
    agree(session, visit)
    run_month(session, month=AUGUST, at=MONTH_END)
    line = session.scalars(select(InvoiceLine)).first()
    line.pence = 1
    with pytest.raises(IntegrityError, match="never changed"):
        session.flush()
