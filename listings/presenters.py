"""A listing in words: its whole price, its facts, when it is next open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from listings.models import (
    GETTING_IN,
    GETTING_THERE,
    KINDS,
    LIFE_AREAS,
    MONEY_WAYS,
    WAYS_GIVEN,
    Listing,
    PriceList,
    SessionTime,
)
from listings.queries import is_shown, price_in_force, shown_offers
from listings.rules import Pattern, dates
from marketplace.kernel.bank_holidays import bank_holidays
from marketplace.kernel.clock import london
from marketplace.kernel.filters import day_and_month, hours, long_date, short_date
from marketplace.kernel.money import pounds, price_per_mile

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
JOINABLE = frozenset({"peer_group", "befriending", "drop_in", "activity", "trip", "community_group", "work"})
"""Kinds that people join."""
SOMEWHERE_TO_GO = frozenset({"activity", "drop_in", "trip", "community_group", "peer_group", "work", "advice", "space"})
"""Kinds that a person goes to, and may like company for (row A18)."""
NOT_TOLD = "Not told us"
HELD_BACK = "Not shown yet: we are checking it first"
"""In place of the price of help that may not be shown (rule W1)."""


def join_words(listing: Listing) -> str:
    """Return the words of the button for who would like to join, or "" where nobody answers for it here (rows A09, A11)."""
    if listing.organisation_id is None or listing.kind not in JOINABLE:
        return ""
    return "Ask to be matched, or offer your time" if listing.kind == "befriending" else "Ask to join, or offer to help"


def kind_words(listing: Listing) -> str:
    """Return the kind in words."""
    return KINDS.get(listing.kind, listing.kind)


def price_words(listing: Listing, *, on: date) -> list[str]:
    """Return the whole price, each must-pay part by itself with equal weight (rule C7)."""
    for offer in shown_offers(listing):
        price = price_in_force(offer, on=on)
        if price is not None:
            return hourly_words(price)
    if listing.door_price_pence:
        return [f"{pounds(listing.door_price_pence)} each time"]
    if listing.free or listing.door_price_pence == 0:
        return ["Free"]
    if listing.price_words:
        return [listing.price_words]
    held_back = any(offer.active and not is_shown(listing, offer) for offer in listing.offers)
    return [HELD_BACK if held_back else "Price not told us"]


class HourlyPrice(Protocol):
    """What a price list and its copy in an agreement have in common: pence an hour and a mile, minutes at least."""

    @property
    def pence_per_hour(self) -> int: ...  # noqa: D102
    @property
    def bank_holiday_pence_per_hour(self) -> int | None: ...  # noqa: D102
    @property
    def night_pence_per_hour(self) -> int | None: ...  # noqa: D102
    @property
    def weekend_pence_per_hour(self) -> int | None: ...  # noqa: D102
    @property
    def pence_per_mile(self) -> int | None: ...  # noqa: D102
    @property
    def minimum_minutes(self) -> int: ...  # noqa: D102


def hourly_words(price: HourlyPrice, *, car: str = "if you go in our car") -> list[str]:
    """Return a price list in words: an hour, bank holidays, nights, weekends, a mile, the shortest visit."""
    words = [f"{pounds(price.pence_per_hour)} an hour"]
    if price.bank_holiday_pence_per_hour is not None:
        words.append(f"{pounds(price.bank_holiday_pence_per_hour)} an hour on bank holidays")
    if price.night_pence_per_hour is not None:
        words.append(f"{pounds(price.night_pence_per_hour)} an hour at night")
    if price.weekend_pence_per_hour is not None:
        words.append(f"{pounds(price.weekend_pence_per_hour)} an hour at weekends")
    if price.pence_per_mile is not None:
        words.append(f"{price_per_mile(price.pence_per_mile)} a mile {car}")
    if price.minimum_minutes:
        words.append(f"{hours(price.minimum_minutes)} is the shortest visit")
    return words


def price_terms(price: PriceList) -> list[str]:
    """Return what goes with a price in words: notice, moving, hours saved for later."""
    days = price.notice_days
    words = [
        f"{days} day{'' if days == 1 else 's'}’ notice to cancel for nothing"
        if days
        else "Cancel at any time for nothing"
    ]
    if price.free_to_move_hours is not None:
        words.append(f"Free to move up to {price.free_to_move_hours} hours before")
    words.append(_saved_hours(price))
    return words


def own_days(price: PriceList) -> list[str]:
    """Return the days by which a price list differs from the nation's bank holidays."""
    extra = ", ".join(f"{name} {short_date(date.fromisoformat(day))}" for day, name in price.higher_days.items())
    plain = ", ".join(short_date(date.fromisoformat(day)) for day in price.ordinary_days)
    found = [f"Also at the bank-holiday price: {extra}"] if extra else []
    return [*found, f"At the usual price, though a bank holiday: {plain}"] if plain else found


def _saved_hours(price: PriceList) -> str:
    paid = (
        "paid when they were planned" if price.saved_hours_policy == "paid_when_planned" else "paid when they are used"
    )
    limit = f", at most {hours(price.saved_hours_limit_minutes)}" if price.saved_hours_limit_minutes else ""
    months = price.saved_hours_use_by_months
    end = f", to be used within {months} month{'' if months == 1 else 's'}" if months else ""
    return f"Hours saved for later are {paid}{limit}{end}"


def tags(listing: Listing) -> list[str]:
    """Return at most three short things worth knowing at a glance."""
    found = []
    if listing.anyone_can_come:
        found.append("Anyone can come")
    if listing.lived_experience:
        found.append("Run by people who have been there")
    if listing.same_day:
        found.append("Can help today")
    if listing.choose_worker:
        found.append("Choose your worker")
    if listing.places_left is not None:
        found.append(f"{listing.places_left} places left")
    if "step_free" in listing.getting_in:
        found.append("Step-free")
    return found[:3]


def waiting(listing: Listing) -> str:
    """Return how long the wait is, in words."""
    if listing.waiting_weeks is None:
        return ""
    if listing.waiting_weeks == 0:
        return "No wait"
    return f"About {listing.waiting_weeks} week{'' if listing.waiting_weeks == 1 else 's'} to wait"


def times(listing: Listing) -> list[str]:
    """Return each weekly time in words: "Tuesday, 1 pm to 4 pm"."""
    return [time_words(one) for one in listing.sessions]


def next_session(listing: Listing, *, now: datetime) -> str:
    """Return the next weekly time from now in words, or ""."""
    found = _next(listing, now=now)
    return f"{day_and_month(found[0].date())}, {clock_words(found[1])}" if found else ""


def next_start(listing: Listing, *, now: datetime) -> datetime | None:
    """Return when its next weekly time starts, as the clock on the London wall shows it (without a zone), or None."""
    found = _next(listing, now=now)
    return found[0] if found else None


def _next(listing: Listing, *, now: datetime) -> tuple[datetime, SessionTime] | None:
    here = london(now)
    clock_now, closed = here.time().replace(tzinfo=None), closed_days(listing, on=here.date())
    ahead = []
    for one in listing.sessions:
        soon = (
            day
            for day in dates(pattern(one), start=here.date(), closed=closed)
            if day > here.date() or one.opens_at > clock_now
        )
        if (day := next(soon, None)) is not None:
            ahead.append((datetime.combine(day, one.opens_at), one))
    return min(ahead, key=lambda found: found[0], default=None)


def pattern(one: SessionTime) -> Pattern:
    """Return how often a time comes round."""
    return Pattern(one.weekday, one.every_weeks or 1, one.week_of_month, one.starts_on, one.ends_on)


def closed_days(listing: Listing, *, on: date) -> frozenset[date]:
    """Return the days from a day on that it is known to be closed: its own, and bank holidays where it keeps them."""
    own = {date.fromisoformat(day) for day in listing.closed_days or []}
    if listing.closed_bank_holidays:
        own |= {day for year in (on.year, on.year + 1) for day in bank_holidays(listing.nation, year)}
    return frozenset(day for day in own if day >= on)


def closed_words(listing: Listing, *, on: date) -> list[str]:
    """Return what to know of closed days: bank holidays, and its own next few by date."""
    own = sorted(date.fromisoformat(day) for day in listing.closed_days or [] if date.fromisoformat(day) >= on)
    told = [f"Closed on {day_and_month(day)}" for day in own[:4]]
    return ["Closed on bank holidays", *told] if listing.closed_bank_holidays else told


def facts(listing: Listing) -> list[tuple[str, str]]:
    """Return the same key questions for every listing; what nobody told us says so (row L03)."""
    return [
        ("Who can come", listing.who_can_come or ("Anyone. No assessment needed" if listing.anyone_can_come else "")),
        ("What it helps with", _words(listing.life_areas, LIFE_AREAS)),
        ("How", _words(listing.ways_given, WAYS_GIVEN)),
        ("Where", _where(listing)),
        ("Getting in", _words(listing.getting_in, GETTING_IN)),
        ("Languages", ", ".join(listing.languages)),
        ("Welcoming to", _list(listing.welcoming_to)),
        ("Knows about", _list(listing.experience_of)),
        ("Interests", _list(listing.interests)),
        ("Culture and faith", _list(listing.culture)),
        ("Getting there", _words(listing.getting_there, GETTING_THERE)),
        ("Places left", "" if listing.places_left is None else str(listing.places_left)),
        ("Paid for by", listing.funded_by),
        ("How long you may wait", waiting(listing)),
        ("Who to tell if someone may be harmed", listing.safeguarding_contact),
        ("Their plan for keeping people safe", _policy(listing)),
    ]


def support_facts(listing: Listing) -> list[tuple[str, str]]:
    """Return the questions that matter when a worker comes to you."""
    return [
        ("Choose your worker", _yes(listing.choose_worker)),
        ("Help on the same day", _yes(listing.same_day)),
        ("Nights", _yes(listing.nights)),
        ("Weekends", _yes(listing.weekends)),
        ("Bank holidays", _yes(listing.bank_holidays)),
        ("One worker with up to", f"{listing.group_size} people" if listing.group_size else ""),
        ("Money it takes", _words(listing.money_ways, MONEY_WAYS)),
        ("Checked by the care regulator", regulated(listing)),
        ("Checks on workers", listing.checks),
    ]


def regulated(listing: Listing) -> str:
    """Return whether the care regulator checks it, in words (rules W3, W4). Who has no rating has none shown."""
    if listing.regulator_number and listing.in_regulator_list and listing.regulator_checked_on:
        rated = listing.regulator_rating or "none yet"
        day = (
            f" ({short_date(listing.regulator_rated_on)})"
            if listing.regulator_rating and listing.regulator_rated_on
            else ""
        )
        return (
            f"On the care regulator’s list of {short_date(listing.regulator_checked_on)}: {listing.regulator_name}. "
            f"Rating: {rated}{day}"
        )
    if listing.regulator_number and listing.in_regulator_list is False:
        return "They gave us a number that we did not find on the care regulator’s list. We are looking into it"
    if listing.regulated:
        return f"Yes. Number {listing.regulator_number}" if listing.regulator_number else "Yes"
    if listing.regulated is False:
        return "Not regulated – this kind of help does not need to be"
    return ""


def regulator_page(listing: Listing) -> str:
    """Return the address of the regulator's own page of the place, where its number is on the list (rule W3), or ""."""
    found = listing.regulator_number and listing.in_regulator_list
    return f"https://www.cqc.org.uk/location/{listing.regulator_number}" if found else ""


def _policy(listing: Listing) -> str:
    day = listing.safeguarding_policy_on
    return f"Written or looked at again on {short_date(day)}" if day else ""


def _where(listing: Listing) -> str:
    place = ", ".join(part for part in (listing.address, listing.postcode) if part)
    if place:
        return place
    return "Online" if "online" in listing.ways_given else listing.town


def time_words(one: SessionTime) -> str:
    """Return one time in words: "Tuesday, 1 pm to 4 pm", "Saturday 12 June 2027, 10 am to 4 pm"."""
    return f"{_often(one)}, {clock_words(one)}{': ' + one.note if one.note else ''}"


def _often(one: SessionTime) -> str:
    """Return how often in words: "Tuesday", "Every second Tuesday", "The last Tuesday of the month"."""
    day = WEEKDAYS[one.weekday]
    if one.starts_on is not None and one.starts_on == one.ends_on:
        return long_date(one.starts_on)
    if one.week_of_month:
        return f"The {NTH[one.week_of_month]} {day} of the month"
    if (one.every_weeks or 1) > 1:
        return f"Every {NTH.get(one.every_weeks, str(one.every_weeks) + 'th')} {day}"
    return day


def clock_words(one: SessionTime) -> str:
    """Return from when to when in words: "1 pm to 4 pm"."""
    words = _at(one.opens_at.hour, one.opens_at.minute)
    return f"{words} to {_at(one.closes_at.hour, one.closes_at.minute)}" if one.closes_at else words


def _at(hour: int, minute: int) -> str:
    if minute == 0 and hour in {0, 12}:
        return "midnight" if hour == 0 else "midday"
    return f"{hour % 12 or 12}{f'.{minute:02d}' if minute else ''} {'am' if hour < 12 else 'pm'}"


def _yes(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


def _words(codes: Iterable[str], table: dict[str, str]) -> str:
    """Return our own words as one list that reads like a sentence: "Daily life, money, NHS money"."""
    told = (table.get(code, code) for code in codes)
    return _list(each if each[1:2].isupper() else each[:1].lower() + each[1:] for each in told)


def _list(words: Iterable[str]) -> str:
    """Return words as one list that begins with a capital; the words themselves stay as they were written."""
    told = ", ".join(words)
    return told[:1].upper() + told[1:]
