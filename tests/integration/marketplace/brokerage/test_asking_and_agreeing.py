"""Asking, answering, agreeing: rows B01, B27, K05; rules C1–C6; section 0 points 3 and 12."""

from __future__ import annotations

from datetime import date

import pytest

from listings.operations import add_price_list
from marketplace.brokerage.agreements import operations, rules
from marketplace.brokerage.agreements.queries import own_agreement, provider_agreement
from marketplace.brokerage.requests import operations as requests
from marketplace.brokerage.requests.queries import request_to
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError, NotFoundError

NOW = parse_moment("2026-07-01T09:00")
WISH = requests.Wish("Getting out", 120, date(2026, 8, 1))


def ask(session, town, key="margaret", submit_key="once", budget=True):
    money = town.budgets.get(key) if budget else None
    return requests.send(
        session,
        person=town.people[key],
        offer=town.offers["harbour"],
        wish=WISH,
        budget=money,
        at=NOW,
        submit_key=submit_key,
    )


def offer(session, town, request):
    return operations.offer(session, request=request, terms="Terms", note="", by_id=town.people["jo"].id, at=NOW)


def test_pressing_send_twice_sends_once(session, town):
    assert ask(session, town).id == ask(session, town).id


def test_someone_else_s_support_money_is_refused(session, town):
    with pytest.raises(DomainError, match="not yours"):
        requests.send(
            session,
            person=town.people["carl"],
            offer=town.offers["harbour"],
            wish=WISH,
            budget=town.budgets["tom"],
            at=NOW,
            submit_key="x",
        )


def test_another_provider_cannot_see_a_request(session, town):
    sent = ask(session, town)
    with pytest.raises(NotFoundError):
        request_to(session, request_id=sent.id, organisation_ids={town.organisations["oakstreet"].id})


def test_a_request_is_answered_once(session, town):
    sent = ask(session, town)
    offer(session, town, sent)
    with pytest.raises(DomainError, match="already answered"):
        requests.decline(session, request=sent, reason="No", by_id=town.people["jo"].id, at=NOW)


@pytest.mark.parametrize(
    ("key", "support", "travel"),
    [("margaret", "council", "margaret"), ("beth", "beth", "beth"), ("carl", "carl", "carl"), ("dee", "meadow", "dee")],
)
def test_the_payer_belongs_to_the_line(session, town, key, support, travel):
    made = offer(session, town, ask(session, town, key))

    def who(payer):
        return next(
            name
            for name, one in (town.organisations | town.people).items()
            if one.id == (payer.organisation_id or payer.person_id)
            and (name in town.organisations) == bool(payer.organisation_id)
        )

    assert {payer.line_kind: who(payer) for payer in made.payers} == {"support": support, "travel": travel}


def test_prices_are_copies_that_a_later_list_does_not_reach(session, town):
    made = offer(session, town, ask(session, town))
    assert [price.bank_holiday_pence_per_hour for price in made.prices] == [None, 3300]
    town.offers["harbour"].prices[-1].valid_to = date(2026, 9, 30)
    add_price_list(
        session, offer=town.offers["harbour"], valid_from=date(2026, 10, 1), pence_per_hour=2400, pence_per_mile=55
    )
    assert rules.price_on(made.prices, date(2026, 10, 5)).pence_per_mile == 50


def test_the_14_day_text_is_kept_as_it_was_shown(session, town):
    made = offer(session, town, ask(session, town))
    shown = operations.cancel_right_shown(session, agreement=made, at=NOW)
    operations.agree(session, agreement=made, early_start=False, by_id=town.people["margaret"].id, at=NOW)
    town.organisations["harbour"].phone = "changed"
    assert made.cancel_right == shown
    assert "Wednesday 15 July 2026" in shown
    assert made.early_start == ""


def test_who_pays_nothing_is_shown_no_consumer_right(session, town):
    town.budgets["tom"].covers_travel = True
    made = offer(session, town, ask(session, town, "tom"))
    operations.agree(session, agreement=made, early_start=False, by_id=town.people["tom"].id, at=NOW)
    assert made.cancel_right == ""


def test_without_asking_for_an_early_start_support_starts_after_the_14_days():
    assert rules.may_start_from(NOW, early=False) == date(2026, 7, 16)
    assert rules.may_start_from(NOW, early=True) == date(2026, 7, 1)


def test_agreeing_twice_changes_nothing_and_a_declined_one_cannot_be_agreed(session, town, agreement):
    before = agreement.agreed_at
    operations.agree(
        session, agreement=agreement, early_start=True, by_id=agreement.person_id, at=parse_moment("2026-07-09T09:00")
    )
    assert (agreement.agreed_at, agreement.early_start) == (before, "")
    other = offer(session, town, ask(session, town, "carl", "other"))
    operations.decline(session, agreement=other, by_id=other.person_id, at=NOW)
    with pytest.raises(DomainError, match="no longer on offer"):
        operations.agree(session, agreement=other, early_start=False, by_id=other.person_id, at=NOW)


def test_nobody_else_sees_an_agreement(session, town, agreement):
    with pytest.raises(NotFoundError):
        own_agreement(session, agreement_id=agreement.id, person_id=town.people["tom"].id)
    with pytest.raises(NotFoundError):
        provider_agreement(session, agreement_id=agreement.id, organisation_ids={town.organisations["oakstreet"].id})
