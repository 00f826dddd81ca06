"""An organisation writes its times and its price list; what is live stays until it was checked (journey 7, step 2)."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from listings.editing.models import ListingEdit
from listings.models import Listing, Offer, PriceList
from tests.integration.filling import filled


@pytest.fixture
def here(town):
    return f"/provider/listings/{town.listings['harbour'].id}"


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return BeautifulSoup(answer.text, "html5lib")


def post(client, path, **facts):
    return client.post(path, data={**filled(page_of(client, path)), **facts})


def send_and_take(sessions, jo, robin, here):
    assert jo.post(f"{here}/send", data=filled(page_of(jo, here))).location == "/provider/listings"
    with sessions() as session:
        number = session.scalars(select(ListingEdit.id).where(ListingEdit.status == "sent")).one()
    page = page_of(robin, f"/admin/pages/{number}")
    assert post(robin, f"/admin/pages/{number}", answer="yes").location == "/admin/pages"
    return page


def lists_of(sessions, town):
    with sessions() as session:
        found = session.scalars(
            select(PriceList).where(PriceList.offer_id == town.offers["harbour"].id).order_by(PriceList.valid_from)
        ).all()
        return [(str(one.valid_from), str(one.valid_to or ""), one.pence_per_hour) for one in found]


def test_the_next_price_waits_then_holds_and_the_one_before_ends(sessions, town, jo, robin, here):
    key = town.offers["harbour"].id
    before = lists_of(sessions, town)
    answer = post(jo, f"{here}/prices/{key}/from/new", valid_from="1/4/2027", pence_per_hour="23.50",
                  saved_hours_limit_minutes="20", saved_hours_use_by_months="12", free_to_move_hours="24")  # fmt: skip
    assert answer.location == f"{here}/prices/{key}/from/2027-04-01/days", (
        "it has a bank-holiday price, so days come next"
    )
    assert lists_of(sessions, town) == before, "what is live stays"
    page = send_and_take(sessions, jo, robin, here)
    rows = {row.th.text.strip(): row.text for row in page.select("tbody tr")}
    assert "£23.50 an hour" in rows["Support by the hour: price from 1 April 2027"]
    assert "at most 20 hours, to be used within 12 months" in rows["Support by the hour: price from 1 April 2027"]
    assert lists_of(sessions, town) == [
        *before[:-1], (before[-1][0], "2027-03-31", before[-1][2]), ("2027-04-01", "", 2350),
    ]  # fmt: skip
    with sessions() as session:
        newest = session.scalars(select(PriceList).where(PriceList.pence_per_hour == 2350)).one()
        assert (newest.bank_holiday_pence_per_hour, newest.free_to_move_hours) == (3300, 24), (
            "the pattern was the last one"
        )
        assert newest.saved_hours_limit_minutes == 1200


def test_the_days_are_the_nation_s_with_one_more_and_one_less(sessions, town, jo, robin, here):
    path = f"{here}/prices/{town.offers['harbour'].id}/from/2026-08-01/days"
    page = page_of(jo, path)
    ticked = {one["value"] for one in page.select("input[name=listed][checked]")}
    assert {"2026-12-25", "2026-12-28"} <= ticked
    assert page.select_one("input[value='2026-12-26']").has_attr("checked") is False
    wanted = sorted((ticked | {"2026-12-26"}) - {"2027-05-03"})
    assert post(jo, path, listed=wanted, more="24/12/2026 Christmas Eve").status_code == 302
    send_and_take(sessions, jo, robin, here)
    with sessions() as session:
        held = session.scalars(select(PriceList).where(PriceList.valid_from == date(2026, 8, 1))).one()
        assert held.higher_days == {"2026-12-24": "Christmas Eve", "2026-12-26": "Boxing Day"}
        assert held.ordinary_days == ["2027-05-03"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"valid_from": "1/8/2026"}, "There is a price from 1 August 2026 already"),
        ({"valid_from": "15/8/2026"}, "days gone by"),
        ({"valid_from": "1/4/2027", "valid_to": "1/3/2027"}, "last day of a price comes before"),
        ({"valid_from": "1/4/2027", "pence_per_hour": ""}, "Enter the price of an hour"),
        ({"valid_from": "1/4/2027", "pence_per_hour": "2350"}, "up to £1,000"),
        ({"valid_from": "1/4/2027", "pence_per_hour": "lots"}, "pounds and pence"),
        ({"valid_from": "soon"}, "Enter a day like"),
        ({"valid_from": "1/4/2027", "night_pence_per_hour": "30"}, "when the night begins and ends"),
        ({"valid_from": "1/4/2027", "notice_days": "90"}, "0 to 28"),
    ],
)  # fmt: skip
def test_a_price_that_does_not_fit_is_told_and_kept_on_the_form(sessions, town, jo, here, facts, told):
    path = f"{here}/prices/{town.offers['harbour'].id}/from/new"
    answer = post(jo, path, **{"pence_per_hour": "23.50", "higher_reason": "What I wrote stays.", **facts})
    assert answer.status_code == 400
    page = BeautifulSoup(answer.text, "html5lib")
    assert told in page.select_one(".govuk-error-summary").text
    assert page.select_one("input[name=higher_reason]")["value"] == "What I wrote stays."
    with sessions() as session:
        assert session.scalars(select(ListingEdit)).all() == []


def test_a_price_that_has_begun_is_not_changed_or_taken_out(town, jo, here):
    path = f"{here}/prices/{town.offers['harbour'].id}/from/2026-08-01"
    answer = post(jo, path, pence_per_hour="99")
    assert "This price has begun" in answer.text
    assert answer.status_code == 400
    assert jo.post(f"{path}/drop", data=filled(page_of(jo, path))).status_code == 409
    assert jo.get(f"{here}/prices/{town.offers['harbour'].id}/from/2031-01-01").status_code == 404
    assert jo.get(f"{here}/prices/nothing").status_code == 404


def test_what_is_taken_out_is_not_offered_and_what_was_asked_for_stays(sessions, town, jo, robin, here):
    made = post(jo, f"{here}/prices/new", name="Garden help", tasks="Digging, Planting", personal_care="no")
    assert made.location.endswith("/from/new")
    post(jo, made.location, valid_from="1/9/2026", pence_per_hour="18", pence_per_mile="")
    old = town.offers["harbour"].id
    assert jo.post(f"{here}/prices/{old}/drop", data=filled(page_of(jo, f"{here}/prices"))).status_code == 302
    send_and_take(sessions, jo, robin, here)
    with sessions() as session:
        offers = {
            one.name: one
            for one in session.scalars(select(Offer).where(Offer.listing_id == town.listings["harbour"].id))
        }
        assert offers["Support by the hour"].active is False
        assert len(offers["Support by the hour"].prices) == 2, "agreements and bills still find it"
        assert (offers["Garden help"].tasks, offers["Garden help"].prices[0].pence_per_hour) == (
            ["Digging", "Planting"],
            1800,
        )


def test_the_same_name_twice_is_told(jo, here):
    answer = post(jo, f"{here}/prices/new", name="support by the hour", tasks="", personal_care="no")
    assert "something of that name already" in answer.text


def test_times_are_added_and_taken_out_and_go_live_together(sessions, town, jo, robin, here):
    listing = town.listings["harbour-drop-in"].id
    here = f"/provider/listings/{listing}"
    assert post(jo, f"{here}/when/new", often="-1", weekday="5", opens_at="10:00", closes_at="12:00", note="With soup"
                ).location == f"{here}/when"  # fmt: skip
    assert (
        post(jo, f"{here}/when/new", often="once", starts_on="12/12/2026", opens_at="2 pm", closes_at="").status_code
        == 302
    )
    again = post(jo, f"{here}/when/new", often="once", starts_on="12/12/2026", opens_at="14:00")
    assert again.status_code == 302, "pressed twice, it is there once"
    page = page_of(jo, f"{here}/when")
    assert "The last Saturday of the month, 10 am to midday: With soup" in page.text
    assert page.text.count("Saturday 12 December 2026, 2 pm") == 1
    assert jo.post(f"{here}/when/0/drop", data=filled(page)).status_code == 302
    send_and_take(sessions, jo, robin, here)
    with sessions() as session:
        times = [(one.weekday, one.week_of_month, str(one.starts_on)) for one in session.get(Listing, listing).sessions]
    assert (5, -1, "None") in times
    assert (5, None, "2026-12-12") in times


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"opens_at": "", "closes_at": ""}, "Enter a time like"),
        ({"opens_at": "15:00", "closes_at": "14:00"}, "must end after it begins"),
        ({"often": "two", "starts_on": ""}, "Enter the first day"),
        ({"often": "once", "starts_on": ""}, "Enter the first day"),
        ({"starts_on": "2/9/2026", "ends_on": "1/9/2026"}, "last day comes before"),
        ({"often": "daily"}, "valid choice"),
    ],
)
def test_a_time_that_cannot_be_is_told(jo, here, facts, told):
    answer = post(jo, f"{here}/when/new", **{"opens_at": "10:00", "note": "What I wrote stays.", **facts})
    assert answer.status_code == 400
    assert told in answer.text
    assert "What I wrote stays." in answer.text
