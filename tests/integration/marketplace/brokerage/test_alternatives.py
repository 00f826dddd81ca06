"""Instead of what I have now, what some money could do, and someone to go with me: as a visitor without an account."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from marketplace.brokerage.requests.models import SupportRequest
from marketplace.cli.millbrook import places
from marketplace.kernel.clock import parse_moment
from search.indexing import service

WEEK = "day=1&day=3&start=10:00&hours=2"


@pytest.fixture
def town(app, sessions):
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    service.rebuild(sessions, app.extensions["kith_search"])
    return made


def page_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html5lib")


def card(page, name):
    (found,) = (one for one in page.select(".card") if one.h3 and one.h3.text.strip() == name)
    return " ".join(found.text.split())


def test_a_week_is_priced_with_each_provider_and_free_things_stand_beside(client, town):
    page = page_of(client, f"/instead?{WEEK}&cost=132&near=SK22&area=people&area=daily")
    assert "£132.00 a week · £6,864.00 a year" in page.text
    harbour = card(page, "Harbour Wellbeing")
    assert "£88.00 in a usual week" in harbour
    assert "104 times in the year" in harbour
    assert "The same money buys 6 hours a week" in harbour
    assert "less than now" in harbour
    names = [one.h3.text.strip() for one in page.select(".results .card")]
    free = [name for name in names if "Free" in card(page, name)]
    assert free, "free things are among them"


def test_one_s_own_listing_fills_the_form_and_is_not_offered_again(client, town):
    number = town.listings["harbour"].id
    page = page_of(client, f"/instead?have={number}")
    assert page.find("input", {"name": "have"})["value"] == str(number)
    assert page.select("input[name=area][checked]"), "what it helps with is ticked"
    page = page_of(client, f"/instead?have={number}&{WEEK}")
    assert "£88.00 a week" in page.text, "its own price is known"
    assert "Harbour Wellbeing" not in [one.h3.text.strip() for one in page.select(".results .card")]


def test_four_at_most_stand_side_by_side(client, town):
    everything = page_of(client, f"/instead?{WEEK}&cost=50")
    numbers = [one["value"] for one in everything.select("input[name=pick]")][:6]
    assert len(numbers) == 6
    page = page_of(client, f"/instead?{WEEK}&cost=50&" + "&".join(f"pick={one}" for one in numbers))
    assert len(page.select("table tbody tr")) == 5, "now, and four"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("day=1&start=10:00&hours=", "Enter hours"),
        ("start=10:00&hours=2", "Tick the days"),
        ("day=1&start=25:99&hours=2", "Enter a time"),
        ("day=1&start=10:00&hours=two", "Enter hours as a number"),
        ("day=1&start=10:00&hours=2&cost=lots", "Enter an amount"),
        ("day=1&start=10:00&hours=2&cost=99999", "up to £10,000"),
        ("day=9&start=10:00&hours=2", "not"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(client, town, asked, told):
    page = page_of(client, f"/instead?{asked}&name=Day+centre", status=400)
    assert told in page.select_one(".govuk-error-summary").text
    assert page.find("input", {"name": "name"})["value"] == "Day centre"


def test_what_could_sixty_pounds_a_week_do(client, town):
    page = page_of(client, "/what-could-it-do?weekly=60&near=SK22")
    assert "What could £60.00 a week do?" in page.h1.text
    assert "£3,120.00 a year" in page.text
    assert "The same money buys 2 hours 43 minutes a week" in card(page, "Harbour Wellbeing")
    assert "Free" in [one.text for one in page.select("h2")]
    assert "An hour of support costs from £20.50 to £29.50" in page.text
    assert "Enter an amount" in page_of(client, "/what-could-it-do?weekly=x", status=400).text


def test_from_an_activity_to_someone_who_goes_along(client, town, sign_in, sessions):
    activity = next(one for key, one in town.listings.items() if one.kind == "drop_in")
    shown = page_of(client, f"/listings/{activity.id}")
    assert shown.find("a", href=f"/listings/{activity.id}/go-with-me")
    page = page_of(client, f"/listings/{activity.id}/go-with-me")
    ask = page.find("a", href=f"/listings/{town.listings['harbour'].id}/ask?with={activity.id}")
    assert ask
    margaret = sign_in(town.people["margaret"])
    form = page_of(margaret, ask["href"])
    assert f"go with me to {activity.name}" in form.textarea.text
    facts = {one["name"]: one.get("value", "") for one in form.select("main input[type=hidden]")}
    sent = margaret.post(
        ask["href"],
        data={**facts, "words": form.textarea.text, "hours": "2", "starts_on": "2026-09-10", "money": "own"},
    )
    assert sent.status_code == 302, sent.text
    with sessions() as session:
        assert session.scalar(select(SupportRequest.activity_id).order_by(SupportRequest.id.desc())) == activity.id
    assert page_of(margaret, f"/listings/{town.listings['harbour'].id}/ask?with=99999").h1


def test_someone_today_finds_only_who_can_come_today_with_the_whole_price(client, town):
    """Journey 5, step 1: no account, "someone today" and a postcode."""
    page = page_of(client, "/find?q=someone+today&near=SK22")
    names = {one.text.strip().partition(". ")[2] for one in page.select(".results h3")}
    same_day = {one.name for one in town.listings.values() if one.same_day}
    assert "Harbour Wellbeing" in names
    assert names <= same_day
    assert "£33.00 an hour on bank holidays" in page.select_one(".results").text
