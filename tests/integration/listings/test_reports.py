"""Anyone can tell us about a listing; how to answer them is kept apart and wiped; a worry leads to help."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from listings.operations import add_listing, withdraw
from listings.reports import operations, queries
from listings.reports.models import ListingReport, ReportAnswer
from marketplace.kernel.errors import NotFoundError
from tests.factories.people import make_person
from tests.factories.told import make_report

SENT = {"submit_key": "k1", "kind": "wrong", "words": "It is on Wednesdays now.", "reach": "01632 960499"}


def add(session, now, key="club", **facts):
    return add_listing(session, source="kith", source_key=key, kind="drop_in", name="The Club", at=now, **facts)


@pytest.fixture
def listing(session, now):
    return add(session, now)


@pytest.fixture
def site(app, sessions, now):
    """Return the site with two listings: the second was taken down."""
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        add(session, now, safeguarding_contact="Jo, 01632 960110", phone="01632 960123")
        withdraw(session, listing=add(session, now, key="gone"), at=now)
        session.commit()
    return app


@pytest.fixture
def staff(site, sessions, sign_in, now):
    with sessions() as session:
        person = make_person(session, at=now, known_as="Robin", site_role="site_staff")
        session.commit()
    return sign_in(person)


def kept(sessions, kind=ListingReport):
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(kind))


def test_worries_come_first_then_the_oldest(session, now, listing):
    first, second = make_report(session, listing=listing, at=now), make_report(session, listing=listing, at=now)
    worry = make_report(session, listing=listing, at=now, kind="worried", reach="")
    found = queries.waiting(session)
    assert [one.report for one in found] == [worry, first, second]
    assert [one.reach for one in found] == ["", "01632 960499", "01632 960499"]


def test_done_wipes_the_answer_once(session, now, listing):
    robin = make_person(session, at=now, known_as="Robin")
    report = make_report(session, listing=listing, at=now)
    for _ in range(2):
        operations.done(session, report=report, by_id=robin.id, at=now)
    assert session.scalar(select(func.count()).select_from(ReportAnswer)) == 0
    assert (queries.count_waiting(session), report.done_by_id) == (0, robin.id)
    with pytest.raises(NotFoundError):
        queries.report(session, report_id=999_999)


def test_a_visitor_tells_us_and_a_double_press_is_one(site, client, sessions, staff):
    for _ in range(2):
        answer = client.post("/listings/1/report", data=SENT)
        assert (answer.status_code, answer.location) == (303, "/listings/1")
    assert "Thank you" in client.get("/listings/1").text
    assert (kept(sessions), kept(sessions, ReportAnswer)) == (1, 1)
    listed = staff.get("/admin/reports").text
    assert "It is on Wednesdays now." in listed
    assert "01632 960499" in listed
    assert "(1 to look at)" in staff.get("/my").text
    assert staff.post("/admin/reports/1/done").location == "/admin/reports"
    assert "Wednesdays" not in staff.get("/admin/reports").text
    assert (kept(sessions), kept(sessions, ReportAnswer)) == (1, 0)


def test_two_presses_at_the_same_moment_are_one(site, sessions):
    def press(_):
        return site.test_client().post("/listings/1/report", data=SENT).status_code

    with ThreadPoolExecutor(4) as many:
        assert list(many.map(press, range(4))) == [303] * 4
    assert kept(sessions) == 1


def test_a_worry_leads_to_urgent_help_and_who_looks_into_it(site, client):
    answer = client.post("/listings/1/report", data={**SENT, "kind": "worried"})
    assert answer.location == "/listings/1/worried"
    page = client.get("/listings/1/worried").text
    for words in ("tel:999", "ring your council", "Jo, 01632 960110", "/crisis"):
        assert words in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": ""}, "Choose one."),
        ({"kind": "rude"}, "Not a valid choice"),
        ({"words": " "}, "Write a few words."),
        ({"words": "a" * 1001}, "1,000 letters"),
        ({"reach": "a" * 121}, "too long"),
        ({"submit_key": ""}, "send it once more"),
    ],
)
def test_bad_input_is_told_and_kept(site, client, sessions, sent, said):
    answer = client.post("/listings/1/report", data={**SENT, **sent})
    assert answer.status_code == 422
    assert said in answer.text
    assert kept(sessions) == 0


def test_a_listing_that_is_not_shown_has_no_such_pages(site, client, sessions):
    for number in (2, 999):
        assert client.get(f"/listings/{number}/report").status_code == 404
        assert client.get(f"/listings/{number}/worried").status_code == 404
        assert client.post(f"/listings/{number}/report", data=SENT).status_code == 404
    assert kept(sessions) == 0


def test_one_may_send_so_many_and_no_more(site, client, sessions):
    sent = [client.post("/listings/1/report", data={**SENT, "submit_key": f"k{at}"}).status_code for at in range(11)]
    assert sent == [303] * 10 + [429]
    assert kept(sessions) == 10
    assert client.get("/listings/1/report").status_code == 200


def test_nothing_is_kept_of_who_sent_it():
    assert {"person_id", "by_id", "ip", "address", "session"} & set(ListingReport.__table__.columns.keys()) == set()


def test_a_forged_form_is_refused(app, sessions, client, now):
    with sessions() as session:
        add(session, now)
        session.commit()
    assert client.post("/listings/1/report", data=SENT).status_code == 400
    assert kept(sessions) == 0
