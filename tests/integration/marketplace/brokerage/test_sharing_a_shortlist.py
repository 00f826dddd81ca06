"""A frozen copy behind a link: no name in it, told when prices change, stopped at will, over after ninety days."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from listings.models import Listing
from listings.operations import add_offer, add_price_list, withdraw
from marketplace.brokerage.shortlists.models import SharedCopy
from marketplace.kernel.jobs import Job
from marketplace.kernel.outbox.models import Message
from tests.factories.listings import make_listing
from tests.factories.people import make_person
from tests.factories.shortlists import make_copy, make_shortlist


@pytest.fixture(autouse=True)
def _no_tokens(app):
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def places(sessions, now):
    """Return a free drop-in and one with a price that rises on 1 October."""
    with sessions() as session:
        tea = make_listing(session, at=now, name="Tea and Talk", phone="01632 960110")
        home = make_listing(session, at=now, name="Oak Street", kind="organisation", free=None)
        offer = add_offer(session, listing=home, name="Support")
        for day, until, pence in ((date(2026, 1, 1), date(2026, 9, 30), 2200), (date(2026, 10, 1), None, 2450)):
            add_price_list(session, offer=offer, valid_from=day, valid_to=until, pence_per_hour=pence)
        session.commit()
    return tea, home


@pytest.fixture
def kept(client, places):
    """Return a visitor who has kept both, with a note on the first."""
    for one in places:
        client.post("/shortlist/keep", data={"listing_id": one.id})
    client.post(f"/shortlist/{places[0].id}/note", data={"note": "Ask for Sunita"})
    return client


def share(client, key="first", **more):
    """Press "Make a copy to share"; return the page of the new link and the link itself."""
    answer = client.post("/shortlist/share", data={"submit_key": key, **more})
    assert answer.status_code == 302, answer.text
    page = BeautifulSoup(client.get(answer.location).text, "html5lib")
    return answer.location, page.select_one('main a[href^="/shared/"]')["href"]


def copies(sessions):
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(SharedCopy))


def test_a_copy_shows_what_was_kept_to_anyone_and_says_nobody_s_name(app, kept):
    _, link = share(kept)
    assert re.fullmatch(r"/shared/[A-Za-z0-9_-]{32}", link)
    answer = app.test_client().get(link)
    assert "As it was on 1 September 2026" in answer.text
    assert "No price has changed since then." in answer.text
    assert "£22.00 an hour" in answer.text
    assert "01632 960110" in answer.text
    assert "Not told us" in answer.text
    assert "Sunita" not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"


def test_notes_go_with_it_only_when_ticked(app, kept):
    _, link = share(kept, with_notes="y")
    assert "Ask for Sunita" in app.test_client().get(link).text


def test_the_link_is_a_picture_too_drawn_in_the_page(kept):
    _, link = share(kept)
    for page in (link, "/shortlist/shares/1"):
        picture = BeautifulSoup(kept.get(page).text, "html5lib").select_one("main svg[role=img]")
        assert "Point a phone’s camera" in picture["aria-label"]
        assert not picture.select("image, use")
    assert f"http://127.0.0.1:8000{link}" in kept.get(link).text


def test_prices_that_changed_and_things_that_went_are_marked(app, kept, sessions, places, clock, now):
    _, link = share(kept)
    clock("2026-10-01T09:00")
    text = BeautifulSoup(app.test_client().get(link).text, "html5lib").main.text
    assert "Something has changed since then." in text
    assert "£22.00 an hour" in text, "the copy is as it was"
    assert "The price today: £24.50 an hour" in text
    with sessions() as session:
        withdraw(session, listing=session.get_one(Listing, places[0].id), at=now)
        session.commit()
    page = BeautifulSoup(app.test_client().get(link).text, "html5lib")
    assert "This is not on the site any more." in page.main.text
    assert page.select_one(f'a[href="/listings/{places[0].id}"]') is None


def test_a_copy_does_not_follow_the_list(app, kept, places):
    _, link = share(kept)
    kept.post("/shortlist/take-off", data={"listing_id": places[0].id})
    assert "Tea and Talk" in app.test_client().get(link).text


def test_pressed_twice_it_is_shared_once(kept, sessions):
    assert share(kept) == share(kept)
    assert copies(sessions) == 1
    share(kept, key="second")
    assert copies(sessions) == 2
    assert kept.get("/shortlist/share").text.count("Copy of 1 September 2026") == 2


def test_a_stopped_link_opens_nothing_and_what_it_held_is_wiped(app, kept, sessions):
    page, link = share(kept)
    for _ in range(2):
        assert kept.post(f"{page}/stop").status_code == 302
    for address in (link, page):
        assert kept.get(address).status_code == 404
    with sessions() as session:
        assert session.scalars(select(SharedCopy.facts)).one() == {"things": []}
    again = kept.post("/shortlist/share", data={"submit_key": "first"})
    assert again.status_code == 400
    assert "You have stopped that link." in again.text


def test_a_link_ends_by_itself_after_ninety_days(app, kept, sessions, clock):
    page, link = share(kept)
    clock("2026-11-30T07:59:59")  # the clocks went back between: 90 days are 90 times 24 hours
    assert app.test_client().get(link).status_code == 200
    clock("2026-11-30T08:00:00")
    assert app.test_client().get(link).status_code == 404
    assert kept.get(page).status_code == 404
    assert "Links you made" not in kept.get("/shortlist/share").text
    share(kept, key="later")
    assert copies(sessions) == 1, "what has ended goes when the next is made"


def test_an_empty_list_cannot_be_shared(client):
    answer = client.post("/shortlist/share", data={"submit_key": "k"})
    assert answer.status_code == 400
    assert "There is nothing on your shortlist to share yet." in answer.text


def test_ten_links_are_enough(kept, sessions):
    for at in range(10):
        share(kept, key=str(at))
    answer = kept.post("/shortlist/share", data={"submit_key": "one more"})
    assert answer.status_code == 400
    assert "Stop one of them first." in answer.text


def test_somebody_else_s_link_cannot_be_seen_sent_or_stopped(app, kept, sessions, places):
    page, link = share(kept)
    other = app.test_client()
    other.post("/shortlist/keep", data={"listing_id": places[0].id})
    for who in (other, app.test_client()):
        assert who.get(page).status_code == 404
        assert who.post(page, data={"way": "email", "to": "a@kith.example", "submit_key": "k"}).status_code == 404
        assert who.post(f"{page}/stop").status_code == 404
    assert other.get(link).status_code == 200
    assert other.post("/shortlist/share", data={"submit_key": "first"}).location != page, "the same key, another list"


@pytest.mark.parametrize("token", ["a" * 32, "a", "%00" * 32, "%FF", "é" * 32, "a" * 5000])
def test_a_link_that_was_never_made_opens_nothing(client, token):
    assert client.get(f"/shared/{token}").status_code == 404


@pytest.mark.parametrize(
    ("way", "typed", "to"),
    [("email", "Dr.Shah@surgery.example", "Dr.Shah@surgery.example"), ("text", "07700 900 123", "07700900123")],
)
def test_the_link_goes_to_the_outbox_once_and_tells_nothing(kept, sessions, way, typed, to):
    page, link = share(kept)
    for _ in range(2):
        assert kept.post(page, data={"way": way, "to": typed, "submit_key": "send"}).location == page
    assert "The link is on its way." in kept.get(page).text
    with sessions() as session:
        (message,) = session.scalars(select(Message)).all()
        assert (message.way, message.to, message.path, message.person_id) == (way, to, link, None)
        assert message.secret, "what opens something is wiped once it has left"
        assert message.subject == "A link that somebody sent you"
        assert not any(word in message.body for word in ("Tea", "Oak", "Sunita", "support"))
        assert session.scalars(select(Job.kind).where(Job.kind.startswith("message"))).all() == [f"message.{way}"]
        assert to not in str(session.scalars(select(SharedCopy.sent_keys)).one())


@pytest.mark.parametrize(
    ("way", "to", "told"),
    [
        ("email", "", "Enter an email address or a mobile number."),
        ("email", "07700 900123", "Enter an email address like name@example.org."),
        ("email", "a@b@c", "Enter an email address like name@example.org."),
        ("text", "a@kith.example", "Enter a mobile number like 07700 900123."),
        ("text", "01632 960110", "Enter a mobile number like 07700 900123."),
        ("pigeon", "a@kith.example", "Not a valid choice"),
    ],
)
def test_a_wrong_address_is_told_and_stays_on_the_page(kept, sessions, way, to, told):
    page, _ = share(kept)
    answer = kept.post(page, data={"way": way, "to": to, "submit_key": "send"})
    assert answer.status_code == 400
    found = BeautifulSoup(answer.text, "html5lib")
    assert told in found.select_one(".govuk-error-summary").text
    assert found.select_one("#to").get("value", "") == to
    with sessions() as session:
        assert session.scalars(select(Message)).all() == []


def test_one_address_is_not_flooded(kept, sessions):
    page, _ = share(kept)
    answers = [
        kept.post(page, data={"way": "email", "to": "dr@surgery.example", "submit_key": str(at)}).status_code
        for at in range(6)
    ]
    assert answers == [302] * 5 + [429]


def test_a_copy_stays_with_the_list_at_signing_in(app, sessions, now, kept):
    page, link = share(kept)
    with sessions() as session:
        person = make_person(session, at=now, email="margaret@millbrook.example")
        another = make_listing(session, at=now, name="Another")
        make_shortlist(session, person_id=person.id, listings=[another], at=now)
        session.commit()
    from tests.factories.people import PASSWORD

    kept.post("/sign-in", data={"email": "margaret@millbrook.example", "password": PASSWORD})
    assert kept.get(page).status_code == 200
    assert app.test_client().get(link).status_code == 200


def test_a_copy_made_below_the_pages_is_the_same(session, now):
    person = make_person(session, at=now)
    places = [make_listing(session, at=now)]
    make_shortlist(session, person_id=person.id, listings=places, at=now)
    copy = make_copy(session, person_id=person.id, listings=places, at=now)
    (thing,) = copy.facts["things"]
    assert (thing["name"], thing["price"], thing["note"]) == ("Tea and Talk", ["Free"], "")
    assert (copy.ends_at - copy.made_at).days == 90
