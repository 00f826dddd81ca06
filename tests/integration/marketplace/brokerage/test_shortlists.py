"""Putting things aside: without an account, in two tabs, pressed twice, and one list at signing in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from listings.operations import withdraw
from marketplace.brokerage.shortlists import operations, queries
from marketplace.brokerage.shortlists.models import Kept, Shortlist
from marketplace.brokerage.shortlists.queries import Whose
from marketplace.brokerage.shortlists.rules import FORGOTTEN_AFTER, MOST_THINGS
from marketplace.kernel.errors import DomainError, NotFoundError
from search.indexing import service
from tests.factories.listings import make_listing
from tests.factories.people import PASSWORD, make_person
from tests.factories.shortlists import make_shortlist


@pytest.fixture(autouse=True)
def _no_tokens(app):
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def places(sessions, now):
    """Return three things that can be kept."""
    with sessions() as session:
        made = [make_listing(session, at=now, name=name) for name in ("Tea and Talk", "Walking Group", "Art Room")]
        session.commit()
    return made


@pytest.fixture
def margaret(sessions, now):
    with sessions() as session:
        made = make_person(session, at=now, email="margaret@millbrook.example")
        session.commit()
    return made


def keep(client, listing_id, **more):
    return client.post("/shortlist/keep", data={"listing_id": listing_id, **more})


def names(client):
    page = BeautifulSoup(client.get("/shortlist").text, "html5lib")
    return [one.text.strip() for one in page.select(".results h2")]


def count(sessions, table=Kept):
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_an_empty_list_is_kind_and_asks_for_nothing(client):
    answer = client.get("/shortlist")
    assert "There is nothing here yet, and that is fine." in answer.text
    assert "Your shortlist (" not in answer.text
    assert client.get("/shortlist/compare").status_code == 200
    assert client.get("/shortlist/share").status_code == 200


def test_a_thing_is_kept_without_an_account_and_taken_off_again(client, sessions, places):
    tea, walk, _ = places
    page = f"/listings/{tea.id}"
    assert "Keep on my shortlist" in client.get(page).text
    answer = keep(client, tea.id, back=page)
    assert (answer.status_code, answer.location) == (302, page)
    after = client.get(page).text
    assert "Take off my shortlist" in after
    assert "Your shortlist (1)" in after
    keep(client, walk.id)
    assert names(client) == ["Tea and Talk", "Walking Group"]
    for _ in range(2):  # the back button, and the press once more
        assert client.post("/shortlist/take-off", data={"listing_id": tea.id}).status_code == 302
        assert names(client) == ["Walking Group"]
    assert count(sessions) == 1


def test_a_press_without_its_token_changes_nothing(app, client, sessions, places):
    app.config["WTF_CSRF_ENABLED"] = True
    assert keep(client, places[0].id).status_code == 400
    page = BeautifulSoup(client.get(f"/listings/{places[0].id}").text, "html5lib")
    token = page.select_one('form[action="/shortlist/keep"] input[name=csrf_token]')["value"]
    assert keep(client, places[0].id, csrf_token=token).status_code == 302
    assert count(sessions) == 1


def test_pressed_twice_or_in_two_tabs_it_is_kept_once(client, sessions, places):
    for _ in range(3):
        assert keep(client, places[0].id).status_code == 302
    assert (count(sessions), count(sessions, Shortlist)) == (1, 1)


def test_many_presses_at_the_very_same_time_keep_it_once(sessions, places, sign_in, margaret):
    clients = [sign_in(margaret) for _ in range(6)]
    with ThreadPoolExecutor(6) as many:
        answers = list(many.map(lambda one: keep(one, places[0].id).status_code, clients))
    assert answers == [302] * 6
    assert (count(sessions), count(sessions, Shortlist)) == (1, 1)


def test_what_is_found_can_be_kept_and_one_comes_back_to_the_same_place(app, client, sessions, places):
    service.rebuild(sessions, app.extensions["kith_search"])
    page = BeautifulSoup(client.get("/find?q=walking").text, "html5lib")
    form = page.select_one('li.card form[action="/shortlist/keep"]')
    sent = {one["name"]: one["value"] for one in form.select("input[type=hidden]") if one["name"] != "csrf_token"}
    assert sent["back"] == f"/find?q=walking#listing-{places[1].id}"
    answer = client.post(form["action"], data=sent)
    assert answer.location == sent["back"]
    assert "Take off my shortlist" in client.get(answer.location).text


def test_only_what_is_live_can_be_kept(client, sessions, now, places):
    with sessions() as session:
        withdraw(session, listing=session.merge(places[0]), at=now)
        session.commit()
    for number in (places[0].id, 999_999, "", "x", "-1", "9" * 30, "٣"):
        assert keep(client, number).status_code == 404
    assert count(sessions, Shortlist) == 0


def test_what_is_taken_down_later_says_so_and_keeps_its_name_to_itself(client, sessions, now, places):
    keep(client, places[0].id)
    with sessions() as session:
        withdraw(session, listing=session.merge(places[0]), at=now)
        session.commit()
    assert names(client) == ["Not on the site any more"]
    assert "Tea and Talk" not in client.get("/shortlist").text
    assert "Tea and Talk" not in client.get(f"/shortlist/{places[0].id}/note").text
    assert client.get("/shortlist/compare").status_code == 200
    client.post("/shortlist/take-off", data={"listing_id": places[0].id})
    assert names(client) == []


def test_a_list_holds_thirty_things(client, sessions, now):
    with sessions() as session:
        made = [make_listing(session, at=now, name=f"Group {at}") for at in range(MOST_THINGS + 1)]
        session.commit()
    for one in made:
        assert keep(client, one.id, back=f"/listings/{one.id}").status_code == 302
    page = client.get(f"/listings/{made[-1].id}").text
    assert "Your shortlist holds 30 things, and it is full." in page
    assert count(sessions) == MOST_THINGS


def test_a_note_is_kept_changed_and_taken_away(client, places):
    keep(client, places[0].id)
    page = f"/shortlist/{places[0].id}/note"
    assert client.post(page, data={"note": "  Ask about\r\nparking "}).location == f"/shortlist#listing-{places[0].id}"
    assert "Ask about\nparking" in client.get("/shortlist").text
    assert "Ask about\nparking" in client.get(page).text
    client.post(page, data={"note": ""})
    assert "Your note:" not in client.get("/shortlist").text


def test_a_note_of_500_letters_is_kept_and_a_longer_one_stays_on_the_page(client, places):
    keep(client, places[0].id)
    page = f"/shortlist/{places[0].id}/note"
    assert client.post(page, data={"note": "a\r\n" * 249 + "bb"}).status_code == 302
    answer = client.post(page, data={"note": "b" * 501})
    assert answer.status_code == 400
    assert "Use 500 letters at most." in answer.text
    assert "b" * 501 in answer.text


def test_somebody_else_s_list_is_not_there(app, client, sessions, places):
    keep(client, places[0].id)
    other = app.test_client()
    assert names(other) == []
    for way in (other.get, other.post):
        assert way(f"/shortlist/{places[0].id}/note").status_code == 404
    other.post("/shortlist/take-off", data={"listing_id": places[0].id})
    assert count(sessions) == 1


def test_up_to_four_are_compared_with_the_same_questions(client, sessions, now, places):
    with sessions() as session:
        more = [make_listing(session, at=now, name=f"Group {at}", free=None) for at in range(3)]
        session.commit()
    for one in (*places, *more):
        keep(client, one.id)
    page = BeautifulSoup(client.get("/shortlist/compare").text, "html5lib")
    assert [one.text for one in page.select("table thead th")][1:] == [
        "Tea and Talk",
        "Walking Group",
        "Art Room",
        "Group 0",
    ]
    chosen = f"/shortlist/compare?thing={places[0].id}&thing={more[1].id}"
    page = BeautifulSoup(client.get(chosen).text, "html5lib")
    rows = {row.th.text: [cell.text for cell in row.select("td")] for row in page.select("table tbody tr")}
    assert rows["Whole price"] == ["Free", "Price not told us"]
    assert rows["Waiting"] == ["Not told us", "Not told us"]
    assert {"Kind", "How it is given", "Days and times", "Who can come", "Getting in", "Last checked"} <= set(rows)
    assert [one["data-label"] for one in page.select("tbody tr:first-child td")] == ["Tea and Talk", "Group 1"]


def signing_in(client):
    return client.post("/sign-in", data={"email": "margaret@millbrook.example", "password": PASSWORD})


def test_signing_in_makes_a_visitor_s_list_one_s_own(app, client, sessions, places, margaret):
    keep(client, places[0].id)
    with client.session_transaction() as cookie:
        secret = cookie["shortlist"]["key"]
    assert signing_in(client).status_code == 302
    assert names(client) == ["Tea and Talk"]
    assert "Your shortlist (1)" in client.get("/").text
    assert 'href="/shortlist"' in client.get("/my").text
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie["shortlist"] = {"of": 0, "key": secret, "ids": []}
    assert names(thief) == [], "the secret opens nothing any more"
    client.post("/sign-out")
    assert names(client) == []
    assert "Your shortlist (" not in client.get("/").text


def test_signing_in_brings_two_lists_together(client, sessions, now, places, margaret):
    with sessions() as session:
        make_shortlist(session, person_id=margaret.id, listings=places[:2], at=now, note="From before")
        session.commit()
    keep(client, places[0].id)
    client.post(f"/shortlist/{places[0].id}/note", data={"note": "From today"})
    keep(client, places[2].id)
    signing_in(client)
    assert names(client) == ["Tea and Talk", "Walking Group", "Art Room"]
    assert "From before\nFrom today" in client.get("/shortlist").text
    assert (count(sessions), count(sessions, Shortlist)) == (3, 1)


def test_what_finds_no_room_at_signing_in_is_told(client, sessions, now, places, margaret):
    with sessions() as session:
        full = [make_listing(session, at=now, name=f"Group {at}") for at in range(MOST_THINGS - 1)]
        make_shortlist(session, person_id=margaret.id, listings=full, at=now)
        session.commit()
    for one in places:
        keep(client, one.id)
    signing_in(client)
    assert "2 of the things you kept before signing in found no room" in client.get("/my").text
    assert len(names(client)) == MOST_THINGS


def test_a_cookie_of_somebody_who_was_here_before_tells_nothing(app, client, sessions, places, sign_in, margaret):
    theirs = sign_in(margaret)
    keep(theirs, places[0].id)
    with theirs.session_transaction() as cookie:
        cookie.pop("_user_id")  # the sign-in ended by itself
    assert "Your shortlist (" not in theirs.get("/").text
    assert names(theirs) == []


def test_leaving_the_site_leaves_no_list_behind(client, places):
    keep(client, places[0].id)
    client.get("/leave")
    assert names(client) == []
    assert client.get("/shortlist").headers["Cache-Control"] == "no-store"


def test_a_visitor_s_list_is_forgotten_when_nobody_changes_it(app, client, sessions, places, clock):
    keep(client, places[0].id)
    assert timedelta(days=90) == FORGOTTEN_AFTER
    clock("2026-11-30T07:59:59")
    keep(app.test_client(), places[1].id)
    assert names(client) == ["Tea and Talk"]
    clock("2026-11-30T08:00:00")
    keep(app.test_client(), places[1].id)
    assert names(client) == []


def test_whoever_acts_for_another_is_told_that_a_list_is_each_one_s_own(app, sessions, now, places, sign_in, margaret):
    from marketplace.people.helping.operations import Limits, let_act_for

    with sessions() as session:
        tom = make_person(session, at=now, known_as="Tom")
        acting = let_act_for(session, person=session.merge(margaret), helper=tom, limits=Limits("helper"),
                             starts_on=now.date(), at=now)  # fmt: skip
        session.commit()
    client = sign_in(tom)
    client.post(f"/acting/{acting.id}/start")
    assert client.get("/shortlist").status_code == 403
    assert keep(client, places[0].id).status_code == 403
    assert "Keep on my shortlist" not in client.get(f"/listings/{places[0].id}").text
    assert count(sessions, Shortlist) == 0


def test_below_the_pages_the_same_rules_hold(session, now):
    person = make_person(session, at=now)
    one = make_listing(session, at=now)
    whose = Whose(person_id=person.id)
    with pytest.raises(NotFoundError):
        queries.own_thing(session, whose=whose, listing_id=one.id)
    assert operations.keep(session, whose=whose, listing_id=one.id, at=now) == "Tea and Talk"
    with pytest.raises(DomainError, match="500"):
        operations.write_note(session, whose=whose, listing_id=one.id, note="a" * 501, at=now)
    assert operations.make_own(session, key="unknown", person_id=person.id, at=now) == 0
    assert queries.own_list(session, whose=Whose()) is None
