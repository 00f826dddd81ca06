"""How often something meets as a rule for calendar programs: whatever it says, the days are those of listings/rules.py."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from listings.calendars import feed
from listings.calendars.rules import mark, repeats, window
from listings.models import Listing, SessionTime
from listings.presenters import pattern
from listings.rules import Pattern, dates
from marketplace.kernel.bank_holidays import bank_holidays

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 9, 1)
MADE = datetime(2026, 2, 3, 12, tzinfo=UTC)


def listing(*times: SessionTime, **facts) -> Listing:
    told = {"name": "Choir", "closed_days": [], "closed_bank_holidays": None, "nation": "england-and-wales", "address": "",
            "postcode": "", "created_at": MADE, "updated_at": MADE, **facts}  # fmt: skip
    made = Listing(id=7, **told)
    made.sessions = list(times)
    return made


def read(one: Listing, today: date = TODAY) -> list:
    """Return the events of a feed, as another program reads them."""
    made = feed.calendar([one], name="Choir", address="https://kith.example", today=today)
    return list(Calendar.from_ical(made).walk("VEVENT"))


def days_of(event, *, start: date, end: date) -> list[date]:
    """Return the London days of an event between two days, worked out by dateutil alone."""
    begins = event["DTSTART"].dt
    assert begins.tzinfo == LONDON
    if "RRULE" in event:
        found = set(rrulestr(event["RRULE"].to_ical().decode(), dtstart=begins).between(
            datetime.combine(start, time(), tzinfo=LONDON), datetime.combine(end, time(23, 59), tzinfo=LONDON), inc=True
        ))  # fmt: skip
    else:
        found = {begins}
    found |= {one.dt for one in event["RDATE"].dts} if "RDATE" in event else set()
    found -= {one.dt for one in event["EXDATE"].dts} if "EXDATE" in event else set()
    assert all(one.time() == begins.time() for one in found), "the clock on the wall stays, whatever the season"
    return sorted(one.date() for one in found if start <= one.date() <= end)


PATTERNS = (
    {"weekday": 1},
    {"weekday": 1, "every_weeks": 2, "starts_on": date(2026, 8, 12)},
    {"weekday": 0, "every_weeks": 3, "starts_on": date(2026, 9, 9)},
    {"weekday": 6, "every_weeks": 52, "starts_on": date(2026, 3, 1)},
    {"weekday": 3, "week_of_month": 1},
    {"weekday": 3, "week_of_month": 5},
    {"weekday": 4, "week_of_month": -1, "starts_on": date(2026, 10, 1), "ends_on": date(2027, 5, 28)},
    {"weekday": 1, "starts_on": date(2026, 12, 22), "ends_on": date(2026, 12, 22)},
    {"weekday": 1, "starts_on": date(2026, 9, 20), "ends_on": date(2027, 3, 30)},
    {"weekday": 2, "every_weeks": 2, "week_of_month": 2, "starts_on": date(2026, 1, 14)},
)


@pytest.mark.parametrize("facts", PATTERNS, ids=[str(list(one.items())[1:]) for one in PATTERNS])
def test_the_days_of_a_year_are_the_same_through_both_clock_changes(facts):
    one = SessionTime(**{"every_weeks": 1, "note": "", **facts}, opens_at=time(1, 30), closes_at=time(3))
    (event,) = read(listing(one))
    end = TODAY + timedelta(days=365)
    wanted = [day for day in dates(pattern(one), start=TODAY) if day <= end]
    assert wanted
    assert days_of(event, start=TODAY, end=end) == wanted


@given(
    st.integers(0, 6), st.integers(1, 9), st.sampled_from([None, None, 1, 2, 3, 4, 5, -1]), st.integers(-500, 200),
    st.none() | st.integers(0, 700), st.sets(st.integers(-30, 365), max_size=20), st.times(), st.integers(0, 1000),
)  # fmt: skip
def test_any_pattern_any_closed_days(weekday, every, nth, began, lasted, closed, opens_at, made_before):
    starts = TODAY + timedelta(days=began)
    ends = starts + timedelta(days=lasted) if lasted is not None else None
    one = SessionTime(weekday=weekday, every_weeks=every, week_of_month=nth, starts_on=starts, ends_on=ends,
                      opens_at=opens_at.replace(second=0, microsecond=0), closes_at=None, note="")  # fmt: skip
    shut = {TODAY + timedelta(days=number) for number in closed}
    created = datetime.combine(TODAY - timedelta(days=made_before), time(12), tzinfo=UTC)
    told = listing(one, closed_days=[day.isoformat() for day in shut], created_at=created)
    end = TODAY + timedelta(days=365)
    wanted = [day for day in dates(pattern(one), start=TODAY, closed=shut) if day <= end]
    events = read(told)
    assert [day for event in events for day in days_of(event, start=TODAY, end=end)] == wanted


def test_bank_holidays_are_left_out_where_it_keeps_them():
    one = SessionTime(weekday=0, every_weeks=1, opens_at=time(10), closes_at=time(12), note="")
    (event,) = read(listing(one, closed_bank_holidays=True))
    closed = {day for year in (2026, 2027) for day in bank_holidays("england-and-wales", year)}
    end = TODAY + timedelta(days=395)
    found = days_of(event, start=TODAY, end=end)
    assert found == [day for day in dates(Pattern(0), start=TODAY, closed=closed) if day <= end]
    assert date(2027, 8, 30) not in found
    assert window(TODAY)[1] >= end


def test_an_event_says_what_it_is_and_names_nobody():
    one = SessionTime(weekday=4, every_weeks=1, opens_at=time(22), closes_at=time(2), note="Ring the bell")
    two = SessionTime(weekday=4, every_weeks=1, opens_at=time(22), closes_at=None, note="")
    first, second = read(listing(one, two, address="4 Quay Street", postcode="SK22 9XX"))
    assert (first["DTEND"].dt - first["DTSTART"].dt) == timedelta(hours=4)
    assert "DTEND" not in second
    assert (str(first["SUMMARY"]), str(first["LOCATION"])) == ("Choir", "4 Quay Street, SK22 9XX")
    assert (str(first["URL"]), str(first["DESCRIPTION"])) == ("https://kith.example/listings/7", "Ring the bell")
    assert first["DTSTAMP"].dt == MADE
    assert first["UID"] != second["UID"]
    again = [str(event["UID"]) for event in read(listing(one, two), today=TODAY + timedelta(days=90))]
    assert [str(first["UID"]), str(second["UID"])] == again
    assert str(first["UID"]).endswith("@kith.example")
    assert "Choir" not in str(first["UID"])


def test_what_has_ended_is_no_event_and_a_name_stays_the_same():
    ended = Pattern(1, ends_on=date(2020, 1, 1))
    assert repeats(ended, since=TODAY, today=TODAY) is None
    assert read(listing()) == []
    assert mark(Pattern(1), time(10)) == mark(Pattern(1), time(10)) != mark(Pattern(2), time(10))
