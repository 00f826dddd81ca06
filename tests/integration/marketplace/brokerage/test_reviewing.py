"""Who had a visit says how it was, once for each; nobody else can, and nobody for them (rule C8; journey 7, reviews)."""

from __future__ import annotations

import threading
from datetime import date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from listings.reviews.models import Review
from listings.reviews.operations import Said
from marketplace.brokerage.reviewing import operations as reviewing
from marketplace.brokerage.visits import operations as visits
from marketplace.brokerage.visits import queries
from marketplace.cli.millbrook import august, places, said
from marketplace.kernel.clock import from_london, parse_moment
from tests.factories.reviews import decide

AT = parse_moment("2026-09-01T09:00")
SENT = {"again": "yes", "words": "They came on time."}


def make_visit(session, town, agreement, *, day, state="agreed"):
    """Plan a visit with Dev at 10 on a day of August, and bring it to a state."""
    start = from_london(date(2026, 8, day), time(10))
    plan = visits.Plan(worker_id=town.workers["dev"].id, starts_at=start, ends_at=start + timedelta(hours=2))
    visit = visits.plan(
        session, agreement=agreement, plan=plan, higher_price_agreed=True, by_id=agreement.person_id,
        at=parse_moment("2026-07-27T18:00"), submit_key=f"review-{agreement.id}-{day}",
    )  # fmt: skip
    if state == "cancelled":
        visits.cancel(session, visit=visit, by_id=agreement.person_id, at=parse_moment("2026-07-28T18:00"))
    if state in {"planned", "cancelled"}:
        return visit
    visits.record(
        session, visit=visit, started_at=start, ended_at=plan.ends_at, miles_tenths=0, what_was_done="",
        by_id=town.people["dev"].id, at=plan.ends_at,
    )  # fmt: skip
    facts = {"visit": visit, "version": 1, "by_id": agreement.person_id, "at": plan.ends_at}
    if state == "agreed":
        visits.agree(session, **facts)
    if state == "disputed":
        visits.dispute(session, times=True, miles=False, words="", **facts)
    return visit


@pytest.fixture
def town(app, sessions):
    """Return Millbrook with an agreement and a visit of Margaret's in every state, and one of Tom's and of Shirin's."""
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        agreement = {
            key: august.agree_with_harbour(session, town=made, key=key, day=date(2026, 7, 1))
            for key in ("margaret", "tom", "shirin")
        }
        states = ("agreed", "planned", "cancelled", "recorded", "disputed")
        made.visits = {
            state: make_visit(session, made, agreement["margaret"], day=at + 3, state=state).id
            for at, state in enumerate(states)
        }
        for key in ("tom", "shirin"):
            made.visits[key] = make_visit(session, made, agreement[key], day=20).id
        session.commit()
    return made


@pytest.fixture
def margaret(town, sign_in):
    return sign_in(town.people["margaret"])


def address(town, state="agreed"):
    return f"/my/visits/{town.visits[state]}/review"


def kept(sessions):
    with sessions() as session:
        return session.scalars(select(Review).order_by(Review.id)).all()


def test_a_visit_page_leads_to_saying_how_it_was_once_it_took_place(town, margaret):
    assert address(town) in margaret.get(f"/my/visits/{town.visits['agreed']}").text
    for state in ("planned", "cancelled", "recorded", "disputed"):
        assert "/review" not in margaret.get(f"/my/visits/{town.visits[state]}").text, state


def test_it_is_kept_once_with_its_listing_and_month(town, margaret, sessions):
    for _ in range(2):  # pressed twice
        assert margaret.post(address(town), data=SENT).status_code == 302
    (review,) = kept(sessions)
    assert (review.source, review.again, review.status) == (f"visit:{town.visits['agreed']}", "yes", "waiting")
    assert (review.listing_id, review.organisation_id) == (
        town.listings["harbour"].id,
        town.organisations["harbour"].id,
    )
    assert (review.person_id, review.happened_in) == (town.people["margaret"].id, date(2026, 8, 1))
    assert "They came on time." in margaret.get(address(town)).text, "it can be changed while it waits"
    assert margaret.post(address(town), data={**SENT, "again": "no"}).status_code == 302
    assert [one.again for one in kept(sessions)] == ["no"]


def test_pressed_twice_at_the_same_moment_one_is_kept(town, sessions):
    person_id, trouble = town.people["margaret"].id, []

    def press(words):
        try:
            with sessions() as session:
                seen = queries.own_visit(session, visit_id=town.visits["agreed"], person_id=person_id)
                reviewing.say(session, seen=seen, said=Said("yes", words), at=AT)
                session.commit()
        except Exception as error:  # noqa: BLE001 - looked at below
            trouble.append(error)

    presses = [threading.Thread(target=press, args=(f"Words {at}.",)) for at in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert trouble == []
    assert len(kept(sessions)) == 1


@pytest.mark.parametrize(
    ("state", "said"),
    [("planned", "once the visit is over"), ("cancelled", "was cancelled"), ("recorded", "right"), ("disputed", "being checked")],
)  # fmt: skip
def test_of_a_visit_that_did_not_take_place_nothing_can_be_said(town, margaret, sessions, state, said):
    for answer in (margaret.get(address(town, state)), margaret.post(address(town, state), data=SENT)):
        assert answer.status_code == 409
        assert said in answer.text
    assert kept(sessions) == []


def test_somebody_else_s_visit_is_not_found(town, sign_in, margaret, sessions):
    for client, state in (
        (margaret, "tom"),
        (sign_in(town.people["george"]), "agreed"),
        (sign_in(town.people["dev"]), "agreed"),
    ):
        assert client.get(address(town, state)).status_code == 404
        assert client.post(address(town, state), data=SENT).status_code == 404
        assert client.post(address(town, state) + "/take-back").status_code == 404
    assert kept(sessions) == []


def test_nobody_says_it_for_somebody_else(town, sign_in, sessions):
    laleh = sign_in(town.people["laleh"])
    assert laleh.post("/acting/1/start").status_code in {302, 303}
    assert laleh.get(f"/my/visits/{town.visits['shirin']}").status_code == 200
    assert "/review" not in laleh.get(f"/my/visits/{town.visits['shirin']}").text
    for answer in (laleh.get(address(town, "shirin")), laleh.post(address(town, "shirin"), data=SENT)):
        assert answer.status_code == 403
        assert "you are acting for" in answer.text
    assert kept(sessions) == []


def test_who_works_there_says_nothing_of_it(town, sign_in, sessions):
    from tests.factories.organisations import make_member

    with sessions() as session:
        tom, harbour = town.people["tom"], town.organisations["harbour"]
        make_member(session, person=tom, organisation=harbour, role="worker", until=date(2026, 8, 1))
        session.commit()
    answer = sign_in(tom).post(address(town, "tom"), data=SENT)
    assert answer.status_code == 409
    assert "You belong to this organisation" in answer.text
    assert kept(sessions) == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"again": ""}, "Choose yes, it depends, or no."),
        ({"again": "five stars"}, "Not a valid choice"),
        ({"words": "  "}, "Write a few words."),
        ({"words": "Mail me: a@b.example"}, "Leave out phone numbers"),
        ({"words": "a" * 2001}, "too long"),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_kept(town, margaret, sessions, sent, told):
    answer = margaret.post(address(town), data={**SENT, **sent})
    assert answer.status_code == 422
    assert told in answer.text
    assert (sent.get("words", SENT["words"]).strip() or "again") in answer.text
    assert kept(sessions) == []


def test_what_shows_stays_until_it_is_taken_back(town, margaret, sessions, client):
    margaret.post(address(town), data=SENT)
    with sessions() as session:
        decide(session, session.scalars(select(Review)).one(), by_id=town.people["robin"].id, at=AT)
        session.commit()
    listing = f"/listings/{town.listings['harbour'].id}"
    assert "They came on time." in client.get(listing).text
    late = margaret.post(address(town), data={**SENT, "words": "From another tab."})
    assert late.status_code == 422
    assert "take it back first" in late.text
    assert "From another tab." in late.text, "nothing typed is lost"
    for _ in range(2):
        assert margaret.post(address(town) + "/take-back").status_code == 302
    assert "They came on time." not in client.get(listing).text
    assert "You took it back" in margaret.get(address(town)).text
    margaret.post(address(town), data={**SENT, "words": "Said anew."})
    assert [(one.words, one.status) for one in kept(sessions)] == [("Said anew.", "waiting")]


def test_a_no_is_read_with_its_reason_and_can_be_put_right(town, margaret, sessions):
    margaret.post(address(town), data=SENT)
    with sessions() as session:
        review = session.scalars(select(Review)).one()
        decide(session, review, by_id=town.people["robin"].id, at=AT, reason="Leave the name out")
        session.commit()
    page = BeautifulSoup(margaret.get(address(town)).text, "html5lib").main.text
    assert "We did not show it." in page
    assert "Leave the name out" in page
    assert margaret.post(address(town), data={**SENT, "words": "Better."}).status_code == 302
    assert kept(sessions)[0].status == "waiting"


def test_the_demo_town_has_something_to_show(session):
    town = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
    august.deliver(session, town=town)
    waits = said.tell(session, town=town)
    states = session.scalars(select(Review.status).order_by(Review.id)).all()
    assert states == ["live", "live", "live", "waiting"]
    assert waits.status == "waiting"
    assert isinstance(waits.written_at, datetime)
