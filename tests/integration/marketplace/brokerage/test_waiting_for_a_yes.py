"""A payer is not billed before its newest expectations were agreed (row M02); a worker is not planned on days off (row M10)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from invoices.documents.models import Invoice
from invoices.payments.checks import check
from marketplace.brokerage.billing.operations import preview_each, preview_month, run_month
from marketplace.brokerage.billing.presenters import waits_for_people, waits_for_yes
from marketplace.brokerage.visits import operations as visits
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError
from marketplace.organisations.expectations.models import ExpectationsAcceptance
from marketplace.organisations.expectations.operations import accept
from marketplace.organisations.expectations.queries import newest_of
from marketplace.organisations.workers.operations import add_days_off
from tests.factories.trust import make_expectations

AUGUST, MONTH_END = date(2026, 8, 1), parse_moment("2026-09-01T09:00")
PLANNED = parse_moment("2026-07-20T09:00")
WHY = "say yes to what Millbrook Council expects first"


@pytest.fixture
def plan(session, town, agreement):
    """Return a function that plans a visit with Dev by car: plan("2026-08-03T10:00")."""

    def run(start, hours=2, worker="dev", **facts):
        starts_at = parse_moment(start)
        wanted = visits.Plan(
            worker_id=town.workers[worker].id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours),
            travel="car", miles_tenths=60,
        )  # fmt: skip
        return visits.plan(
            session, agreement=agreement, plan=wanted, higher_price_agreed=True, by_id=agreement.person_id, at=PLANNED,
            submit_key=start,
        )  # fmt: skip

    return run


@pytest.fixture
def delivered(session, plan):
    """Return two visits, written down and agreed: the council pays for the support, Margaret for the miles."""
    made = [plan(f"2026-08-0{day}T10:00") for day in (3, 4)]
    for one in made:
        visits.record(
            session, visit=one, started_at=one.starts_at, ended_at=one.ends_at, miles_tenths=60, what_was_done="",
            by_id=one.planned_by_id, at=one.ends_at,
        )  # fmt: skip
        visits.agree(session, visit=one, version=1, by_id=one.planned_by_id, at=one.ends_at)
    return made


def forget(session):
    session.execute(delete(ExpectationsAcceptance))


def bills(session):
    return [
        (one.payer_organisation_id is not None, one.total_pence)
        for one in session.scalars(select(Invoice).order_by(Invoice.id))
    ]


def test_with_a_yes_to_the_newest_all_is_billed(session, delivered):
    run_month(session, month=AUGUST, at=MONTH_END)
    assert bills(session) == [(True, 8800), (False, 600)]


def test_without_it_that_payer_s_part_waits_and_the_rest_goes_out(session, town, delivered):
    forget(session)
    first = run_month(session, month=AUGUST, at=MONTH_END)
    assert bills(session) == [(False, 600)]
    assert [one.why for one in first.held] == [WHY, WHY]
    council, harbour = town.organisations["council"], town.organisations["harbour"]
    newest = newest_of(session, organisation_id=council.id)
    ready = preview_month(session, month=AUGUST, at=MONTH_END)
    assert waits_for_yes(ready) == [(newest.id, WHY, 2)]
    assert waits_for_people(ready) == []
    accept(
        session,
        expectations=newest,
        organisation_id=harbour.id,
        name="Jo Marsden",
        by_id=town.people["jo"].id,
        at=MONTH_END,
    )
    run_month(session, month=AUGUST, at=MONTH_END)
    assert bills(session) == [(False, 600), (True, 8800)]
    assert preview_month(session, month=AUGUST, at=MONTH_END).held == []
    assert check(session) == []


def test_a_new_version_holds_until_it_is_agreed_again(session, town, delivered):
    make_expectations(session, payer=town.organisations["council"], by_id=town.people["colin"].id, at=MONTH_END, seen=3)
    ready = preview_each(session, month=AUGUST, at=MONTH_END, organisation_ids=[town.organisations["harbour"].id])
    (one,) = ready.values()
    assert [payer.organisation_id for _, _, payer in one.groups] == [None]
    assert [each.why for each in one.held] == [WHY, WHY]


def test_another_payer_s_expectations_hold_nothing_here(session, town, delivered):
    make_expectations(session, payer=town.organisations["meadow"], by_id=town.people["ruth"].id, at=MONTH_END)
    assert run_month(session, month=AUGUST, at=MONTH_END).held == []
    assert len(bills(session)) == 2


def test_a_visit_cancelled_late_waits_too(session, plan):
    visit = plan("2026-08-05T10:00")
    visits.cancel(session, visit=visit, by_id=visit.planned_by_id, at=visit.starts_at - timedelta(hours=3))
    forget(session)
    done = run_month(session, month=AUGUST, at=MONTH_END)
    assert ([one.why for one in done.held], bills(session)) == ([WHY], [])


@pytest.mark.parametrize(
    ("start", "hours", "away"),
    [
        ("2026-08-09T22:00", 2, False),
        ("2026-08-09T23:00", 2, True),
        ("2026-08-10T10:00", 2, True),
        ("2026-08-12T23:00", 2, True),
        ("2026-08-13T10:00", 2, False),
    ],
)
def test_a_worker_who_is_away_is_not_planned(session, town, plan, start, hours, away):
    add_days_off(
        session, worker=town.workers["dev"], starts_on=date(2026, 8, 10), ends_on=date(2026, 8, 12),
        by_id=town.people["jo"].id, at=PLANNED,
    )  # fmt: skip
    if not away:
        assert plan(start, hours).id
        return
    with pytest.raises(DomainError, match=r"Dev is away on the days from Monday 10 August 2026 to .* another worker\."):
        plan(start, hours)
