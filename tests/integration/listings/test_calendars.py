"""Feeds of a listing and of an organisation, asked for again; and what is on for the staff of an organisation."""

from __future__ import annotations

from datetime import date, timedelta

from bs4 import BeautifulSoup
from icalendar import Calendar

from listings.models import Listing
from marketplace.kernel.clock import parse_moment


def names(answer):
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")]


def test_a_listing_s_page_leads_to_its_calendar(client, town):
    number = town.listings["hearing-voices"].id
    page = BeautifulSoup(client.get(f"/listings/{number}").text, "html5lib")
    path = page.find("a", string="Put it in your calendar")["href"]
    answer = client.get(path)
    assert names(answer) == ["Common Ground"]
    assert b"RRULE:FREQ=MONTHLY;BYDAY=2TH\r\n" in answer.data
    assert b"DTSTART;TZID=Europe/London:" in answer.data
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/London" in answer.data
    quiet = town.listings["harbour"].id
    assert "Put it in your calendar" not in client.get(f"/listings/{quiet}").text, "it names no times"
    assert names(client.get(f"/listings/{quiet}/calendar.ics")) == []


def test_an_organisation_s_calendar_holds_its_live_pages_alone(sessions, client, town):
    path = f"/organisations/{town.organisations['harbour'].id}/calendar.ics"
    assert names(client.get(path)) == ["Quayside Drop-in"] * 2
    with sessions() as session:
        session.get_one(Listing, town.listings["harbour-drop-in"].id).status = "withdrawn"
        session.commit()
    assert names(client.get(path)) == []
    assert client.get(f"/listings/{town.listings['harbour-drop-in'].id}/calendar.ics").status_code == 404
    assert client.get("/organisations/99999/calendar.ics").status_code == 404


def test_who_has_it_already_is_told_so_until_it_changes(sessions, client, town, clock):
    number = town.listings["harbour-drop-in"].id
    path = f"/listings/{number}/calendar.ics"
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    tag, since = {"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}
    clock("2026-09-05T09:00")
    for known in (tag, since):
        again = client.get(path, headers=known)
        assert (again.status_code, again.data) == (304, b"")
    with sessions() as session:
        listing = session.get_one(Listing, number)
        listing.closed_days, listing.updated_at = ["2026-12-24"], parse_moment("2026-09-05T10:00")
        session.commit()
    for known in (tag, since):
        assert b"EXDATE;TZID=Europe/London:20261224T130000" in client.get(path, headers=known).data


def test_staff_see_eight_weeks_by_day_with_places_and_the_link_to_copy(sessions, town, sign_in):
    number = town.listings["harbour-drop-in"].id
    with sessions() as session:
        listing = session.get_one(Listing, number)
        listing.places_left, listing.closed_days = 1, ["2026-09-03"]
        session.commit()
    page = BeautifulSoup(sign_in(town.people["jo"]).get("/provider/calendar").text, "html5lib")
    days = [each.text for each in page.select("main h2.govuk-heading-s")]
    assert days[:3] == ["Tuesday 1 September", "Tuesday 8 September", "Thursday 10 September"]
    last = date(2026, 9, 1) + timedelta(weeks=8)
    assert days[-1] == "Thursday 22 October"
    assert last == date(2026, 10, 27), "which is a day too late"
    assert len(days) == 15
    first = page.select_one("main details li")
    assert " ".join(first.text.split()) == "1 pm to 4 pm: Quayside Drop-in · 1 place left"
    assert [each.text.split(" (")[0] for each in page.select("main summary")][:3] == [
        "This week", "Next week", "The week of Monday 14 September",
    ]  # fmt: skip
    address = f"http://127.0.0.1:8000/organisations/{town.organisations['harbour'].id}/calendar.ics"
    assert page.find("a", string=address)
    assert sign_in(town.people["tom"]).get("/provider/calendar").status_code == 403


def test_an_organisation_without_times_is_told_what_to_do(sessions, town, sign_in):
    with sessions() as session:
        session.get_one(Listing, town.listings["harbour-drop-in"].id).status = "withdrawn"
        session.commit()
    assert "Nothing is on." in sign_in(town.people["jo"]).get("/provider/calendar").text
