"""The link of a prompt: opened it changes nothing, pressed once it confirms, and every other press gets one sentence."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from listings.freshness import links
from listings.freshness.models import FreshnessPrompt
from listings.freshness.operations import ask, note_checked
from listings.models import Listing, PriceList
from marketplace.cli.millbrook import places
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.jobs import Job
from marketplace.kernel.outbox.models import Message
from marketplace.people.preferences.operations import Said, save
from tests.factories.freshness import link, make_prompt
from tests.integration.listings.test_editing import filled, page_of

LONG_AGO = date(2025, 1, 1)


@pytest.fixture
def town(sessions, clock):
    clock("2026-09-01T09:00")
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    return made


@pytest.fixture
def path(sessions, town, now):
    """Return the path of a link about the whole page of Harbour Wellbeing, which nobody checked for long."""
    with sessions() as session:
        made = make_prompt(session, listing=session.get_one(Listing, town.listings["harbour"].id), at=now)
        session.commit()
    return made


@pytest.fixture
def harbour(sessions, town):
    def read() -> Listing:
        with sessions() as session:
            return session.get_one(Listing, town.listings["harbour"].id)

    return read


def press(client, path):
    return client.post(path, data=filled(page_of(client, path)))


def test_opening_it_changes_nothing_and_one_press_confirms_all_of_it(sessions, client, path, harbour):
    with sessions() as session:
        session.get_one(Listing, harbour().id).facts_checked = {"price": "2025-02-01"}
        session.commit()
        jobs = len(session.scalars(select(Job.id)).all())
    for _ in range(2):
        page = page_of(client, path)
    assert page.h1.text == "Is all of this still right?"
    assert "£22.00 an hour" in page.text
    assert harbour().checked_on == LONG_AGO
    token = filled(page)
    assert client.post(path, data=token).status_code == 303
    now = harbour()
    assert (now.checked_on.isoformat(), now.facts_checked, now.freshness) == ("2026-09-01", {}, "")
    with sessions() as session:
        assert len(session.scalars(select(Job.id)).all()) > jobs, "search hears of it"
        noted = session.scalars(select(AuditEntry).where(AuditEntry.deed == "page.confirmed")).one()
        assert (noted.record, noted.by_person_id) == (f"listing:{now.id}", None)


def test_a_second_press_and_coming_back_are_thanked_and_change_nothing(client, path, harbour, clock):
    form = filled(page_of(client, path))
    client.post(path, data=form)
    clock("2026-09-20T09:00")
    again = client.post(path, data=form)
    assert again.status_code == 409
    assert "There is nothing more to do." in again.text
    assert page_of(client, path).h1.text == "Thank you"
    assert harbour().checked_on.isoformat() == "2026-09-01"


def change_words(_session, listing):
    listing.not_offered = "No washing."


def withdraw(_session, listing):
    listing.status = "withdrawn"


@pytest.mark.parametrize(
    ("change", "when", "told"),
    [
        (change_words, "2026-09-03T09:00", "The page has changed since we wrote to you"),
        (withdraw, "2026-09-03T09:00", "So there is nothing to check"),
        (None, "2026-12-31T09:00", "more than four months ago"),
    ],
)
def test_after_a_change_or_after_four_months_it_is_of_no_use(
    sessions, client, path, harbour, clock, change, when, told
):
    form = filled(page_of(client, path))
    with sessions() as session:
        if change:
            change(session, session.get_one(Listing, harbour().id))
        session.commit()
    clock(when)
    for answer in (client.get(path), client.post(path, data=form)):
        assert answer.status_code in {409, 410}
        assert told in answer.text
        assert "Nothing was changed." in answer.text
    assert harbour().checked_on == LONG_AGO
    with sessions() as session:
        assert set(session.scalars(select(FreshnessPrompt.answered_at))) == {None}


def test_a_changed_price_list_and_changed_places(sessions, client, path, harbour, town, now):
    with sessions() as session:
        listing = session.get_one(Listing, harbour().id)
        listing.waiting_weeks = 7  # places change from day to day: the link to the page is as good as before
        session.commit()
    assert client.get(path).status_code == 200
    with sessions() as session:
        price = session.scalars(
            select(PriceList).where(PriceList.offer_id == town.offers["harbour"].id).order_by(PriceList.id.desc())
        ).first()
        price.pence_per_hour += 100
        session.commit()
    assert client.get(path).status_code == 410


@pytest.mark.parametrize("how", ["end", "start", "another secret", "another use", "nonsense", "no number", "no row"])
def test_a_link_that_is_not_ours_is_not_known(client, path, how, harbour):
    token = path.removeprefix(links.PATH)
    made = {
        "end": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "start": "9" + token,
        "another secret": links.made(1, secret="another").removeprefix(links.PATH),
        "another use": "1.abc",
        "nonsense": "a%00b%F0",
        "no number": links.URLSafeSerializer("development-only-secret", salt=links.SALT).dumps("x' OR 1=1"),
        "no row": links.made(987_654, secret="development-only-secret").removeprefix(links.PATH),
    }[how]
    answer = client.get(links.PATH + made)
    assert answer.status_code == 404
    assert harbour().checked_on == LONG_AGO
    if how != "nonsense":
        assert "We do not know this link." in answer.text


def test_places_alone(sessions, client, town, harbour, now):
    with sessions() as session:
        one = session.get_one(Listing, town.listings["harbour-befriending"].id)
        path = make_prompt(session, listing=one, at=now, checked_on=date(2026, 7, 15))
        session.commit()
    page = page_of(client, path)
    assert [row.text.strip() for row in page.select("dt")] == ["How long people may wait"]
    assert page.select_one("main details div").text.strip() == "Places left", "what nobody told is not in the way"
    assert page.select_one(f'a[href="/provider/listings/{one.id}/today"]')
    assert press(client, path).status_code == 303
    with sessions() as session:
        one = session.get_one(Listing, one.id)
        assert (one.checked_on, one.facts_checked) == (date(2026, 7, 15), {"places": "2026-09-01"})
    shown = page_of(client, f"/listings/{one.id}")
    told = [each.text.strip() for each in shown.select("p.card__meta") if "Checked" in each.text]
    assert told == ["Places and wait: Checked 1 September 2026."]


def test_what_an_organisation_changes_here_counts_as_checked(sessions, town, sign_in, harbour):
    jo = sign_in(town.people["jo"])
    today = f"/provider/listings/{harbour().id}/today"
    jo.post(today, data={**filled(page_of(jo, today)), "places_left": "3", "waiting_weeks": ""})
    assert harbour().facts_checked == {"places": "2026-09-01"}
    jo.post(f"/provider/listings/{harbour().id}/still-right", data=filled(page_of(jo, "/provider/listings")))
    assert (harbour().checked_on.isoformat(), harbour().facts_checked) == ("2026-09-01", {})


def test_part_by_part_each_says_its_own_day(sessions, client, harbour):
    with sessions() as session:
        listing = session.get_one(Listing, harbour().id)
        note_checked(listing, ["door_price_pence"], date(2026, 8, 3))
        session.commit()
    shown = page_of(client, f"/listings/{harbour().id}")
    assert "Checked 3 August 2026." in [each.text.strip() for each in shown.select("p.card__meta")]


def test_staff_who_like_a_call_are_not_sent_links(sessions, town, now):
    with sessions() as session:
        jo = session.merge(town.people["jo"])
        save(session, person=jo, said=Said("phone"), at=now)
        make_prompt(session, listing=session.get_one(Listing, town.listings["harbour"].id), at=now)
        session.commit()
        told = session.scalars(select(Message).where(Message.person_id == jo.id)).all()[-1]
    assert told.way == "phone"
    assert "http" not in told.body


def test_the_same_day_twice_asks_once(sessions, town, path, now):
    with sessions() as session:
        assert ask(session, link=link, at=now) == 0
