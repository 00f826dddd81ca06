"""A page's facts by their names in words, and a version beside what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from listings.editing.rules import differences
from listings.models import GETTING_IN, GETTING_THERE, LIFE_AREAS, MONEY_WAYS, WAYS_GIVEN
from marketplace.kernel.money import pounds

LABELS = {
    "name": "Name", "summary": "In one sentence", "description": "What you do", "good_at": "What you are good at",
    "not_offered": "What you do not do", "who_can_come": "Who can come", "phone": "Phone", "email": "Email",
    "website": "Website", "address": "Address", "town": "Town", "postcode": "Postcode",
    "safeguarding_contact": "Who to tell if someone may be harmed", "languages": "Languages", "interests": "Interests",
    "experience_of": "What you know about", "welcoming_to": "Who you are welcoming to", "culture": "Culture and faith",
    "life_areas": "What it helps with", "ways_given": "How", "getting_in": "Getting in", "getting_there": "Getting there",
    "money_ways": "Money you take", "anyone_can_come": "Anyone can come, no assessment",
    "lived_experience": "Run by people who have been there", "free": "Free", "choose_worker": "People choose their worker",
    "same_day": "Help on the same day", "nights": "Nights", "weekends": "Weekends", "bank_holidays": "Bank holidays",
    "closed_bank_holidays": "Closed on bank holidays", "door_price_pence": "Price each time",
    "group_size": "Most people for one worker", "waiting_weeks": "Weeks to wait", "places_left": "Places left",
}  # fmt: skip
STATES = {
    "draft": "You are writing it. Nobody sees it yet",
    "sent": "We are checking it. The page stays as it was meanwhile",
    "live": "It is live",
    "declined": "We did not take it. Read why, change it and send it again",
    "withdrawn": "You took it back",
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "life_areas": LIFE_AREAS, "ways_given": WAYS_GIVEN, "getting_in": GETTING_IN, "getting_there": GETTING_THERE,
    "money_ways": MONEY_WAYS,
}  # fmt: skip


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return each fact that differs: its name, what it was, what it would be."""
    return [(LABELS[name], words(name, old), words(name, new)) for name, old, new in differences(before, after)]


def words(name: str, value: Any) -> str:
    """Return a fact in words; what nobody told says so."""
    if value is None or value in ("", []):
        return "Not told us"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(_CODES.get(name, {}).get(one, one) for one in value)
    return pounds(value) if name == "door_price_pence" else str(value)
