"""What a listing's page tells search engines elsewhere, and who keeps people safe there."""

from __future__ import annotations

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup

from listings.operations import add_listing

HOSTILE = '</script><script>alert(1)</script><!-- & \u2028 "quoted" \' '


@pytest.fixture
def page(sessions, client, now):
    """Return a function that shows the page of a listing with some facts, as read by a browser."""

    def show(**facts):
        with sessions() as session:
            whole = {"kind": "drop_in", "name": "The Club", "town": "Millbrook", **facts}
            made = add_listing(session, source="kith", source_key=str(facts), at=now, **whole)
            session.commit()
        return BeautifulSoup(client.get(f"/listings/{made.id}").text, "html5lib")

    return show


def data(soup):
    (block,) = soup.find_all("script", type="application/ld+json")
    return json.loads(block.string)


def test_it_says_what_it_is_and_where_its_page_lives(page):
    soup = page(summary="Tea and a chat.", postcode="SK22 9XX", free=True)
    found = data(soup)
    assert (found["@type"], found["name"], found["isAccessibleForFree"]) == ("LocalBusiness", "The Club", True)
    address = "http://127.0.0.1:8000/listings/1"
    assert found["url"] == soup.find("link", rel="canonical")["href"] == address
    assert soup.find("meta", attrs={"name": "description"})["content"] == "Tea and a chat."
    assert soup.title.string == "The Club in Millbrook – Kith"


def test_a_hostile_name_stays_a_name(page):
    soup = page(name=HOSTILE, summary=HOSTILE, run_by=HOSTILE, kind="activity", ways_given=[], town=HOSTILE)
    found = data(soup)
    assert found["name"] == HOSTILE
    assert found["organizer"]["name"] == HOSTILE
    assert [one for one in soup.find_all("script") if "alert(1)" in (one.string or "") and not one.get("type")] == []
    raw = next(str(one) for one in soup.find_all("script", type="application/ld+json"))
    assert raw.count("<") == 2
    assert soup.h1.get_text() == HOSTILE


def test_who_to_tell_is_a_key_question_even_when_nobody_told(page):
    asked = {dt.get_text(): dt.find_next("dd").get_text() for dt in page().find_all("dt")}
    assert asked["Who to tell if someone may be harmed"] == "Not told us"
    assert asked["Their plan for keeping people safe"] == "Not told us"
    soup = page(safeguarding_contact="Jo, 01632 960110", safeguarding_policy_on=date(2026, 1, 12))
    asked = {dt.get_text(): dt.find_next("dd").get_text() for dt in soup.find_all("dt")}
    assert asked["Who to tell if someone may be harmed"] == "Jo, 01632 960110"
    assert "12 January 2026" in asked["Their plan for keeping people safe"]


def test_a_search_has_one_address_for_search_engines(app, client):
    from search.indexing import service

    service.rebuild(app.extensions["test_sessions"], app.extensions["kith_search"])
    soup = BeautifulSoup(client.get("/find?q=chess&near=SK22").text, "html5lib")
    assert soup.find("link", rel="canonical")["href"] == "http://127.0.0.1:8000/find"
    assert soup.find("a", href="/missing?q=chess&near=SK22") is not None
