"""What happens is told to whom it concerns, in the transaction that makes it happen: neutral, and never to oneself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select

from marketplace.brokerage.agreements import operations as agreements
from marketplace.brokerage.billing.operations import run_month
from marketplace.brokerage.requests import operations as requests
from marketplace.brokerage.visits import operations as visits
from marketplace.cli.millbrook import august, places
from marketplace.cli.millbrook.people import EVERYONE
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.jobs import Job
from marketplace.kernel.outbox.models import Message
from marketplace.people.preferences import operations as preferences

AT = parse_moment("2026-07-02T09:00")


@pytest.fixture
def town(sessions):
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    return made


@pytest.fixture
def told(sessions, town):
    """Return a function that says what was put in the outbox since it was last asked: to whom, subject, way and path."""
    names = {one.email: one.key for one in EVERYONE}

    def look(session):
        rows = session.scalars(select(Message).where(Message.sent_at.is_(None)).order_by(Message.id)).all()
        people = {town.people[key].id: key for key in names.values()}
        jobs = session.scalar(
            select(func.count()).select_from(Job).where(Job.kind.in_(["message.email", "message.text"]))
        )
        assert jobs == sum(one.way in {"email", "text"} for one in rows)
        found = [(people[one.person_id or 0], one.subject, one.way, one.path) for one in rows]
        for one in rows:
            assert "Harbour" not in one.subject + one.body, "nobody is named"
            assert one.greeting == town.people[people[one.person_id or 0]].known_as
            one.sent_at = AT
        session.execute(delete(Job).where(Job.kind.in_(["message.email", "message.text"])))
        session.flush()
        return found

    return look


def ask(session, town, key="margaret"):
    return requests.send(
        session, person=town.people[key], offer=town.offers["harbour"], budget=town.budgets.get(key), at=AT,
        wish=requests.Wish("Shopping", 120, date(2026, 8, 1)), submit_key=f"notices:{key}",
    )  # fmt: skip


def test_asking_and_answering_is_told(sessions, town, told):
    jo, margaret = town.people["jo"].id, town.people["margaret"].id
    with sessions() as session:
        request = ask(session, town)
        assert told(session) == [("jo", "Someone is asking you", "email", f"/provider/requests/{request.id}")]
        ask(session, town)
        assert told(session) == [], "a second press sends nothing more"
        offered = agreements.offer(session, request=request, terms="Terms.", note="", by_id=jo, at=AT)
        assert told(session) == [("margaret", "You have an answer", "email", f"/my/agreements/{offered.id}")]
        agreements.agree(session, agreement=offered, early_start=False, by_id=margaret, at=AT)
        agreements.agree(session, agreement=offered, early_start=False, by_id=margaret, at=AT)
        agreements.end(session, agreement=offered, last_day=AT.date(), by_id=margaret, at=AT)
        path = f"/provider/agreements/{offered.id}"
        yes, over = "Someone has said yes", "An agreement has ended"
        assert told(session) == [("jo", yes, "email", path), ("jo", over, "email", path)]


def test_a_no_is_told_and_so_is_taking_back(sessions, town, told):
    with sessions() as session:
        first, second = ask(session, town), ask(session, town, key="tom")
        told(session)
        requests.decline(session, request=first, reason="We are full.", by_id=town.people["jo"].id, at=AT)
        assert told(session) == [("margaret", "You have an answer", "email", f"/my/requests/{first.id}")]
        requests.withdraw(session, request=second, by_id=town.people["tom"].id, at=AT)
        assert told(session) == [("jo", "Someone no longer asks", "email", "/provider/requests")]


def test_visits_are_told_to_the_other_side_only(sessions, town, told):
    dev, margaret = town.people["dev"].id, town.people["margaret"].id
    with sessions() as session:
        agreement = august.agree_with_harbour(session, town=town, key="margaret", day=date(2026, 7, 1))
        told(session)
        start = parse_moment("2026-08-05T10:00")

        def planned(key, days):
            return visits.plan(
                session, agreement=agreement, higher_price_agreed=False, by_id=margaret, at=AT, submit_key=key,
                plan=visits.Plan(town.workers["dev"].id, start + timedelta(days=days), start + timedelta(days=days, hours=2)),
            )  # fmt: skip

        visit, other = planned("n1", 0), planned("n2", 1)
        assert told(session) == [("dev", "You have a new visit", "email", "/shifts")] * 2
        visits.cancel(session, visit=other, by_id=margaret, at=AT)
        assert told(session) == [("dev", "A visit is cancelled", "email", "/shifts")]
        record = visits.record(
            session, visit=visit, started_at=visit.starts_at, ended_at=visit.ends_at, miles_tenths=0,
            what_was_done="Out", by_id=dev, at=visit.ends_at,
        )  # fmt: skip
        assert told(session) == [("margaret", "A visit to look at", "email", f"/my/visits/{visit.id}")]
        visits.dispute(
            session, visit=visit, version=record.version, times=True, miles=False, words="", by_id=margaret, at=visit.ends_at
        )  # fmt: skip
        check = "Something to check"
        assert told(session) == [
            ("jo", check, "email", "/provider/visits"),
            ("dev", check, "email", f"/shifts/{visit.id}"),
        ]


def test_a_month_with_nothing_new_tells_nobody(sessions, town, told):
    with sessions() as session:
        august.deliver(session, town=town)
        told(session)
        assert run_month(session, month=date(2026, 8, 1), at=parse_moment("2026-09-02T09:00")).invoices == []
        assert told(session) == []


def test_one_word_to_an_organisation_however_many_invoices(sessions, town, told, monkeypatch):
    with sessions() as session:
        preferences.save(
            session, person=session.merge(town.people["margaret"]), said=preferences.Said(way="text"), at=AT
        )
        monkeypatch.setattr(august, "run_month", _after(told, august.run_month))
        august.deliver(session, town=town)
        found = told(session)
        assert [one for one in found if one[0] == "colin"] == [
            ("colin", "You have new invoices", "email", "/payer/invoices")
        ]
        (hers,) = (one for one in found if one[0] == "margaret")
        assert hers[1:3] == ("You have a new invoice", "text")
        body = session.scalar(
            select(Message.body).where(Message.person_id == town.people["margaret"].id, Message.path == hers[3])
        )
        assert body == "You pay £15.80 by 15 September 2026. Ring us if something on it looks wrong."


def _after(told, run):
    """Return month end, with what went before it already told."""

    def inner(session, **facts):
        told(session)
        return run(session, **facts)

    return inner


def test_the_demo_tells_nobody_what_was_long_ago(sessions):
    from marketplace.cli.millbrook import seed

    with sessions() as session:
        seed.settle(session, at=parse_moment("2026-09-01T09:00"), progress=lambda _: None)
        assert session.scalar(select(func.count()).select_from(Message).where(Message.sent_at.is_(None))) == 0
        assert session.scalar(select(func.count()).select_from(Job).where(Job.kind.like("message.%"))) == 0
        assert session.scalar(select(func.count()).select_from(Message)) > 50
