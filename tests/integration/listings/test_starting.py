"""Somebody lists a group or an organisation for the first time (rows A02, A29; rules W2, W8)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from listings.models import Listing
from marketplace.organisations.models import Membership, Organisation
from tests.integration.filling import filled


def page_of(client, path):
    return BeautifulSoup(client.get(path).text, "html5lib")


def post(client, path, **facts):
    return client.post(path, data={**filled(page_of(client, path)), **facts})


def test_a_group_begins_is_written_sent_and_found(sessions, town, tom, sign_in):
    robin = sign_in(town.people["robin"])
    assert "Begin" in tom.get("/list-with-us").text
    begun = post(tom, "/provider/start", who="peer_group", name="Monday Mornings", phone="01632 960777")
    here = begun.location
    steps = page_of(tom, here)
    assert [one.text.strip() for one in steps.select(".govuk-task-list__link")] == [
        "What you do", "Who it is for", "How you help", "When it is on", "Where it is", "How to reach you",
        "What it costs to come", "Keeping people safe", "Pictures", "Your people",
    ]  # fmt: skip
    number = int(here.rsplit("/", 1)[1])
    assert tom.get(f"/listings/{number}").status_code == 404, "nobody sees it yet"
    early = tom.post(f"{here}/send", data=filled(steps))
    assert early.status_code == 400
    assert "Say in one sentence what it is" in early.text
    assert post(tom, f"{here}/about", summary="Coffee and a chat.", step="next").location == f"{here}/who"
    post(tom, f"{here}/who", anyone_can_come="yes", lived_experience="yes")
    post(tom, f"{here}/when/new", often="week", weekday="0", opens_at="10:00", closes_at="12:00")
    post(tom, f"{here}/where", town="Millbrook", postcode="SK22 9XX")
    post(tom, f"{here}/cost", free="yes")
    assert "Coffee and a chat." in tom.get(f"{here}/look").text
    assert tom.post(f"{here}/send", data=filled(page_of(tom, here))).location == "/provider/listings"
    queue = page_of(robin, "/admin/pages")
    assert "A new page" in queue.text
    path = queue.select_one("main .card a")["href"]
    assert "Coffee and a chat." in robin.get(f"{path}/look").text
    assert post(robin, path, answer="yes").location == "/admin/pages"
    shown = page_of(tom, f"/listings/{number}")
    assert "Monday, 10 am to midday" in shown.text
    assert "Run by people who have been there" in shown.text
    with sessions() as session:
        listing = session.get(Listing, number)
        assert (listing.status, listing.placed_by, str(listing.checked_on)) == ("live", "sector", "2026-09-01")


def test_pressed_twice_one_group_begins(sessions, tom):
    form = filled(page_of(tom, "/provider/start"))
    facts = {**form, "who": "neighbourhood", "name": "Weir Lane Gardeners"}
    first, second = (tom.post("/provider/start", data=facts) for _ in range(2))
    assert first.location == second.location
    with sessions() as session:
        made = select(Organisation).where(Organisation.name == "Weir Lane Gardeners")
        organisation = session.scalars(made).one()
        assert organisation.kind == "group"
        held = select(Membership.role).where(Membership.organisation_id == organisation.id).order_by(Membership.role)
        assert session.scalars(held).all() == ["manager", "staff"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"who": "alone", "name": "Myself"}, "We do not list one person who works alone"),
        ({"who": "organisation", "name": "Harbour Wellbeing"}, "That name is here already"),
        ({"who": "organisation", "name": ""}, "Enter its name"),
        ({"who": "council", "name": "Us"}, "valid choice"),
        ({"name": "Us"}, "Choose one"),
        ({"who": "peer_group", "name": "Us", "email": "nowhere"}, "email address"),
        ({"who": "peer_group", "name": "a" * 121}, "120 letters"),
    ],
)
def test_what_cannot_begin_is_told_and_nothing_is_made(sessions, tom, facts, told):
    with sessions() as session:
        before = session.scalar(select(func.count()).select_from(Organisation))
    answer = post(tom, "/provider/start", phone="01632 960777", **facts)
    assert answer.status_code == 400
    assert told in answer.text
    assert "01632 960777" in answer.text, "what was typed stays"
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == before


def test_one_page_more_is_for_one_s_own_organisation(sessions, town, sign_in):
    jo = sign_in(town.people["jo"])
    made = post(jo, "/provider/listings/new", kind="trip", name="Coast trip")
    assert made.status_code == 302
    other = town.organisations["oakstreet"].id
    assert post(jo, "/provider/listings/new", kind="trip", name="Not ours", organisation=str(other)).status_code == 400
    with sessions() as session:
        assert session.scalars(select(Listing.status).where(Listing.name == "Coast trip")).all() == ["waiting"]
        assert session.scalars(select(Listing).where(Listing.name == "Not ours")).all() == []
    assert sign_in(town.people["tom"]).get("/provider/listings/new").status_code == 403
