"""A listing as search engines elsewhere read it: the right type, whole prices, and no point that is not public."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from listings.models import KINDS, Listing, Offer, PriceList, SessionTime
from listings.structured import address_of, linked_data, short

NOW, TODAY = datetime(2026, 9, 1, 8, tzinfo=UTC), date(2026, 9, 1)
URL = "https://kith.example/listings/7"
LISTS = ("life_areas", "ways_given", "languages", "welcoming_to", "experience_of", "interests", "getting_in")
TEXTS = ("run_by", "summary", "description", "phone", "email", "website", "address", "town", "postcode", "placed_by")


def listing(kind="organisation", **facts):
    """Return a listing that no database has seen, everything else not told."""
    empty = {**{name: [] for name in LISTS}, **dict.fromkeys(TEXTS, "")}
    return Listing(kind=kind, name="Quay Club", **{**empty, **facts})


def told(one):
    return linked_data(one, url=URL, now=NOW, on=TODAY)


def tuesdays():
    return [SessionTime(weekday=1, opens_at=time(13), closes_at=time(16), note="")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_type_a_name_a_page_and_some_words(kind):
    found = told(listing(kind, town="Millbrook"))
    assert found["@type"] in {"Event", "LocalBusiness", "Organization"}
    assert (found["@context"], found["name"], found["url"]) == ("https://schema.org", "Quay Club", URL)
    assert found["description"] == f"{KINDS[kind]} in Millbrook"


def test_what_nobody_told_is_left_out():
    assert set(told(listing("advocacy"))) == {"@context", "@id", "@type", "url", "name", "description"}


def test_a_place_says_its_town_its_postcode_s_first_part_and_when_it_is_open():
    found = told(listing("drop_in", town="Millbrook", postcode="SK22 9XX", sessions=tuesdays(), free=True))
    assert found["@type"] == "LocalBusiness"
    address = {"addressLocality": "Millbrook", "postalCode": "SK22", "addressCountry": "GB"}
    assert found["address"] == {"@type": "PostalAddress", **address}
    assert found["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Tuesday",
            "opens": "13:00",
            "closes": "16:00",
        }
    ]
    assert found["isAccessibleForFree"] is True
    assert found["makesOffer"] == [{"@type": "Offer", "price": "0.00", "priceCurrency": "GBP"}]
    assert "SK22 9XX" not in str(found)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"placed_by": "exact", "address": "4 Quay Street"}, True),
        ({"placed_by": "exact", "address": ""}, False),
        ({"placed_by": "sector", "address": "4 Quay Street"}, False),
        ({"placed_by": "outcode", "address": "4 Quay Street"}, False),
    ],
)
def test_the_point_is_told_only_of_an_exact_address_that_is_shown(facts, shown):
    found = told(listing(latitude=53.123456789, longitude=-2.0, **facts))
    assert ("geo" in found) == shown
    if shown:
        assert found["geo"]["latitude"] == 53.12346


def test_a_price_is_whole():
    price = PriceList(
        valid_from=date(2026, 1, 1), pence_per_hour=2205, bank_holiday_pence_per_hour=3300, pence_per_mile=50, minimum_minutes=60
    )  # fmt: skip
    old = PriceList(valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31), pence_per_hour=1, minimum_minutes=0)
    (offer,) = told(listing(offers=[Offer(name="Support by the hour", prices=[old, price])]))["makesOffer"]
    assert (offer["price"], offer["priceCurrency"]) == ("22.05", "GBP")
    assert offer["priceSpecification"]["unitCode"] == "HUR"
    for part in ("£22.05 an hour", "£33.00 an hour on bank holidays", "50p a mile", "1 hour is the shortest visit"):
        assert part in offer["description"]


def test_an_activity_is_an_event_with_its_next_time_and_its_weeks():
    found = told(listing("activity", town="Millbrook", run_by="Quay", sessions=tuesdays(), door_price_pence=350))
    assert found["@type"] == "Event"
    assert found["startDate"] == "2026-09-01T13:00:00+01:00"
    assert found["eventSchedule"][0]["byDay"] == "https://schema.org/Tuesday"
    assert found["location"]["address"]["addressLocality"] == "Millbrook"
    assert found["offers"][0]["price"] == "3.50"
    assert found["organizer"]["name"] == "Quay"
    assert "openingHoursSpecification" not in found


def test_an_activity_online_is_nowhere():
    found = told(listing("activity", ways_given=["online"], website="https://quay.example"))
    assert found["location"] == {"@type": "VirtualLocation", "url": "https://quay.example"}
    assert "location" not in told(listing("activity"))


def test_a_long_text_is_cut_at_a_word():
    text = short(listing(summary="word " * 80))
    assert len(text) <= 156
    assert text.endswith("word…")


def test_an_address_has_one_slash():
    assert address_of("https://kith.example/", "/find") == address_of("https://kith.example", "/find")


def test_what_comes_round_more_seldom_is_not_told_as_every_week():
    often = {"weekday": 1, "opens_at": time(13), "closes_at": time(16), "note": ""}
    second = SessionTime(**often, every_weeks=2, starts_on=date(2026, 9, 8))
    last = SessionTime(**often, week_of_month=-1)
    assert "openingHoursSpecification" not in told(listing("drop_in", sessions=[second, last]))
    found = told(listing("activity", sessions=[second, last]))
    assert [one["repeatFrequency"] for one in found["eventSchedule"]] == ["P2W", "P1M"]
    assert found["eventSchedule"][1]["byDay"] == "-1TU"
    assert found["startDate"] == "2026-09-08T13:00:00+01:00"
