"""A page's facts by their names in words, a version beside what is there, and how plainly it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from listings.editing import price_rules
from listings.editing.facts import price_list, session_time
from listings.editing.reading import grade
from listings.editing.rules import differences, plainer_words, read_text
from listings.models import GETTING_IN, GETTING_THERE, KINDS, LIFE_AREAS, MONEY_WAYS, WAYS_GIVEN
from listings.presenters import hourly_words, own_days, price_terms, time_words
from marketplace.kernel.filters import short_date
from marketplace.kernel.money import pounds

LABELS = {
    "kind": "What kind of thing it is", "name": "Name", "summary": "In one sentence", "description": "What you do",
    "good_at": "What you are good at", "not_offered": "What you do not do", "how_we_work": "How you work",
    "easy_read": "In very easy words", "who_can_come": "Who can come", "run_for_reason": "Why it is for these people",
    "phone": "Phone", "email": "Email", "website": "Website", "keep_open_url": "Help to keep it open",
    "address": "Address", "town": "Town", "postcode": "Postcode",
    "safeguarding_contact": "Who to tell if someone may be harmed",
    "safeguarding_policy_on": "Day of your plan for keeping people safe", "languages": "Languages",
    "interests": "Interests", "experience_of": "What you know about", "welcoming_to": "Who you are welcoming to",
    "culture": "Culture and faith", "life_areas": "What it helps with", "ways_given": "How", "getting_in": "Getting in",
    "getting_there": "Getting there", "money_ways": "Money you take",
    "anyone_can_come": "Anyone can come, no assessment", "lived_experience": "Run by people who have been there",
    "free": "Free", "choose_worker": "People choose their worker", "same_day": "Help on the same day",
    "answer_hours": "Hours in which you answer", "nights": "Nights", "weekends": "Weekends",
    "bank_holidays": "Bank holidays", "closed_bank_holidays": "Closed on bank holidays",
    "closed_days": "Other days when it is closed", "car_insured": "Cars are insured for going out with people",
    "regulated": "Checked by the care regulator", "regulator_number": "The regulator’s number",
    "door_price_pence": "Price each time", "group_size": "Most people for one worker",
    "waiting_weeks": "Weeks to wait", "places_left": "Places left", "sessions": "When it is on",
    "offers": "Prices by the hour",
}  # fmt: skip
STATES = {
    "draft": "You are writing it. Nobody sees it yet",
    "sent": "We are checking it. The page stays as it was meanwhile",
    "live": "It is live",
    "declined": "We did not take it. Read why, change it and send it again",
    "withdrawn": "You took it back",
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "kind": KINDS,
    "life_areas": LIFE_AREAS, "ways_given": WAYS_GIVEN, "getting_in": GETTING_IN, "getting_there": GETTING_THERE,
    "money_ways": MONEY_WAYS,
}  # fmt: skip
NOT_TOLD = "Not told us"
EASY_GRADE = 8
"""The reading grade up to which a text is easy for most people: what our own pages keep to."""


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return each fact that differs: its name, what it was, what it would be; each price by itself."""
    found = []
    for name, old, new in differences(before, after):
        if name == "offers":
            found += _price_changes(old or [], new or [])
        else:
            found.append((LABELS[name], words(name, old), words(name, new)))
    return found


def words(name: str, value: Any) -> str:
    """Return a fact in words; what nobody told says so."""
    if value is None or value in ("", []):
        return NOT_TOLD
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ("; " if name == "sessions" else ", ").join(_one(name, each) for each in value)
    return _one(name, value)


def _one(name: str, value: Any) -> str:
    """Return one value of a fact in words."""
    if name == "sessions":
        return time_words(session_time(value))
    if name in {"closed_days", "safeguarding_policy_on"}:
        return short_date(date.fromisoformat(value))
    return pounds(value) if name == "door_price_pence" else str(_CODES.get(name, {}).get(value, value))


def offer_words(offer: Mapping[str, Any]) -> str:
    """Return what an offer is, without its prices."""
    parts = [", ".join(offer["tasks"]), "with help to wash, dress or eat" if offer["personal_care"] else ""]
    return "; ".join(part for part in parts if part) or "No list of tasks"


def price_words(price: Mapping[str, Any]) -> list[str]:
    """Return a price list in words, one part after the other: amounts, then terms, then days."""
    row = price_list(price)
    return [*hourly_words(row), *price_terms(row), *own_days(row)]


def span_words(price: Mapping[str, Any]) -> str:
    """Return from when to when a price holds."""
    first = f"From {short_date(date.fromisoformat(price['valid_from']))}"
    return f"{first} to {short_date(date.fromisoformat(price['valid_to']))}" if price["valid_to"] else first


def reading(facts: Mapping[str, Any]) -> tuple[list[tuple[str, str]], str]:
    """Return words that few know with plainer ones, and a sentence on how easily the text reads ("" for a short text)."""
    found = grade(read_text(facts))
    if found is None:
        return plainer_words(facts), ""
    if found <= EASY_GRADE:
        return plainer_words(
            facts
        ), f"This reads well. Its reading grade is {found}. Up to {EASY_GRADE} most people can follow."
    return plainer_words(facts), (
        f"This is hard to read. Its reading grade is {found}. Try for {EASY_GRADE} or less: short sentences, short words."
    )


def _price_changes(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str, str]]:
    old, new = _price_rows(before), _price_rows(after)
    return [
        (label, old.get(label, NOT_TOLD), new.get(label, "Taken out"))
        for label in dict.fromkeys([*old, *new])
        if old.get(label) != new.get(label)
    ]


def _price_rows(offers: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    rows = {}
    for offer in offers:
        rows[f"{offer['name']}: what it is"] = offer_words(offer)
        for price in offer["prices"]:
            start = short_date(date.fromisoformat(price["valid_from"]))
            rows[f"{offer['name']}: price from {start}"] = "; ".join([span_words(price), *price_words(price)])
    return rows


def has_begun(price: Mapping[str, Any], today: date) -> bool:
    """Say whether a price is live and has begun, so that it is not changed any more."""
    return price_rules.begun(price, today=today)


def day_of(iso: str) -> date:
    """Return the day that a record names."""
    return date.fromisoformat(iso)
