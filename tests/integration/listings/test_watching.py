"""Pages that staff keep an eye on: put there by them or by the site, due first, ended with what was found."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from listings.reports import operations as reports
from listings.watching import operations, queries
from listings.watching.models import WatchedListing
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import DomainError
from tests.factories.listings import make_listing
from tests.factories.people import make_person
from tests.factories.told import make_report

WHY = "The phone is not answered."


@pytest.fixture
def listing(session, now):
    return make_listing(session, at=now)


@pytest.fixture
def robin(session, now):
    return make_person(session, at=now, known_as="Robin")


def watch(session, now, listing, why=WHY, days=0, **facts):
    return operations.put_on_watch(
        session, listing_id=listing.id, why=why, by_id=None, at=now, look_again_on=now.date() + timedelta(days), **facts
    )


def test_a_reason_is_there_once_while_it_is_open(session, now, listing, robin):
    first = watch(session, now, listing)
    assert watch(session, now, listing, days=3) is first
    watch(session, now, listing, why="Another", days=-1)
    assert [one.watch.why for one in queries.due(session)] == ["Another", WHY]
    assert [one.why for one in queries.open_watch(session, listing.id)] == ["Another", WHY]
    operations.end(session, watch=first, found="They moved.", by_id=robin.id, at=now)
    assert watch(session, now, listing, again=False) is first, "looked into once, it is not put back"
    second = watch(session, now, listing)
    assert second is not first
    assert [one.found for one in queries.history(session, listing_id=listing.id)] == ["They moved."]
    with pytest.raises(DomainError, match="ended this already"):
        operations.end(session, watch=first, found="x", by_id=robin.id, at=now)
    with pytest.raises(DomainError, match="what you found"):
        operations.end(session, watch=second, found="", by_id=robin.id, at=now)
    with pytest.raises(DomainError, match="number 999999"):
        operations.put_on_watch(session, listing_id=999_999, why=WHY, by_id=None, at=now, look_again_on=now.date())
    deeds = session.scalars(select(AuditEntry.deed).where(AuditEntry.record == f"listing:{listing.id}")).all()
    assert deeds.count("watch.begun") == 3
    assert deeds.count("watch.ended") == 1


def test_three_reports_that_wait_put_a_page_there(session, now, listing, robin):
    told = [make_report(session, listing=listing, at=now) for _ in range(2)]
    reports.done(session, report=told[0], by_id=robin.id, at=now)
    make_report(session, listing=listing, at=now)
    make_report(session, listing=make_listing(session, at=now), at=now)
    assert queries.open_watch(session, listing.id) == []
    for _ in range(2):
        make_report(session, listing=listing, at=now)
    (found,) = queries.open_watch(session, listing.id)
    assert (found.why, found.by_id, found.look_again_on) == (reports.SEVERAL_WORDS, None, now.date())


@pytest.fixture
def staff(app, sessions, sign_in, now):
    """Return a client of the site's staff, and one listing on the site."""
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        person = make_person(session, at=now, known_as="Robin", site_role="site_staff")
        make_listing(session, at=now)
        session.commit()
    return sign_in(person)


def add(staff, **sent):
    return staff.post(
        "/admin/watch/new", data={"listing": "/listings/1", "why": WHY, "look_again_on": "1/9/2026", **sent}
    )


def test_staff_add_look_later_and_end(staff, sessions):
    assert "nothing to keep an eye on" in staff.get("/admin/watch").text
    assert 'value="1"' in staff.get("/admin/watch/new?page=1").text
    assert add(staff).location == "/admin/watch"
    assert add(staff, listing="1").location == "/admin/watch", "pressed twice"
    assert "Look now" in staff.get("/admin/watch").text
    later = staff.post("/admin/watch/1", data={"answer": "later", "look_again_on": "1/12/2026"})
    assert later.location == "/admin/watch"
    assert "Look now" not in staff.get("/admin/watch").text
    assert staff.post("/admin/watch/1", data={"answer": "end", "found": "It is well."}).location == "/admin/watch"
    page = staff.get("/admin/watch/1").text
    assert "It is well." in page
    again = staff.post("/admin/watch/1", data={"answer": "end", "found": "Once more."})
    assert (again.status_code, "ended this already" in again.text) == (422, True)
    with sessions() as session:
        (kept,) = session.scalars(select(WatchedListing))
        assert (kept.found, kept.look_again_on) == ("It is well.", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"listing": "the choir"}, "number or the address"),
        ({"listing": "77"}, "no listing with the number 77"),
        ({"why": " "}, "Write why"),
        ({"look_again_on": ""}, "Enter a day"),
        ({"look_again_on": "soon"}, "Enter a day"),
    ],
)
def test_bad_input_is_told_and_kept(staff, sent, said):
    answer = add(staff, **sent)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert "why" in sent or WHY in answer.text


@pytest.mark.parametrize(("sent", "said"), [
    ({}, "Choose one"), ({"answer": "end"}, "what you found"), ({"answer": "later"}, "Enter a day"),
])  # fmt: skip
def test_an_end_needs_what_was_found_and_later_a_day(staff, sent, said):
    add(staff)
    answer = staff.post("/admin/watch/1", data=sent)
    assert (answer.status_code, said in answer.text) == (422, True)
