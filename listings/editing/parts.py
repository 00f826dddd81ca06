"""The parts of a page, one step each, and what is missing before it can be sent. Pure.

A group whose main aim is not care has a lighter list (row A29): fewer parts, and nothing about the regulator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LIGHT_KINDS = frozenset(
    {"peer_group", "befriending", "drop_in", "activity", "trip", "community_group", "space", "work"}
)
"""Kinds whose list is the lighter one."""
NO_PLACE = frozenset({"online", "phone"})


@dataclass(frozen=True)
class Part:
    """One step: its address, its name, the facts it holds; `light`: whether a group's shorter list has it."""

    code: str
    name: str
    facts: tuple[str, ...]
    light: bool = True
    only_whole: tuple[str, ...] = ()
    """Facts of it that the lighter list leaves out."""


PARTS = (
    Part(
        "about", "What you do",
        ("kind", "name", "summary", "description", "good_at", "not_offered", "how_we_work", "easy_read"),
        only_whole=("not_offered", "how_we_work"),
    ),
    Part(
        "who", "Who it is for",
        ("anyone_can_come", "who_can_come", "run_for_reason", "lived_experience", "welcoming_to", "experience_of",
         "interests", "culture", "languages"),
        only_whole=("experience_of",),
    ),
    Part(
        "how", "How you help",
        ("life_areas", "ways_given", "group_size", "choose_worker", "same_day", "answer_hours", "nights", "weekends",
         "bank_holidays"),
        only_whole=("choose_worker", "same_day", "nights", "weekends", "bank_holidays"),
    ),
    Part(
        "when", "When it is on", ("sessions", "closed_bank_holidays", "closed_days", "places_left", "waiting_weeks"),
    ),
    Part("where", "Where it is", ("address", "town", "postcode", "getting_in", "getting_there")),
    Part("reach", "How to reach you", ("phone", "email", "website", "keep_open_url")),
    Part("cost", "What it costs to come", ("free", "door_price_pence", "money_ways"), only_whole=("money_ways",)),
    Part("prices", "Prices by the hour", ("offers", "car_insured"), light=False),
    Part(
        "safe", "Keeping people safe",
        ("safeguarding_contact", "safeguarding_policy_on", "regulated", "regulator_number"),
        only_whole=("regulated", "regulator_number"),
    ),
)  # fmt: skip
BY_CODE = {part.code: part for part in PARTS}


def parts_for(kind: str) -> tuple[Part, ...]:
    """Return the steps of a page of a kind, in order."""
    return tuple(part for part in PARTS if part.light or kind not in LIGHT_KINDS)


def facts_for(part: Part, kind: str) -> tuple[str, ...]:
    """Return the facts that a step asks for, for a kind."""
    return tuple(name for name in part.facts if kind not in LIGHT_KINDS or name not in part.only_whole)


def begun(part: Part, facts: Mapping[str, Any]) -> bool:
    """Say whether anything was told in a step."""
    return any(facts.get(name) not in (None, "", [], {}) for name in part.facts if name != "kind")


def missing(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return step → the one sentence that says what it still needs before the page can be sent."""
    kind = str(facts.get("kind") or "")
    found = {
        "about": _about(facts),
        "where": _where(facts),
        "reach": _reach(facts),
        "cost": _cost(facts, kind),
        "prices": _prices(facts),
        "safe": _safe(facts),
    }
    shown = {part.code for part in parts_for(kind)}
    return {code: words for code, words in found.items() if words and code in shown}


def _about(facts: Mapping[str, Any]) -> str:
    if not facts.get("name"):
        return "Say what it is called."
    return "" if facts.get("summary") else "Say in one sentence what it is."


def _where(facts: Mapping[str, Any]) -> str:
    by_wire = NO_PLACE & set(facts.get("ways_given") or [])
    return (
        "" if by_wire or facts.get("town") or facts.get("postcode") else "Say in which town it is, or give a postcode."
    )


def _reach(facts: Mapping[str, Any]) -> str:
    told = facts.get("phone") or facts.get("email") or facts.get("website")
    return "" if told else "Give a phone number, an email address or a website."


def _cost(facts: Mapping[str, Any], kind: str) -> str:
    told = facts.get("free") is not None or facts.get("door_price_pence") is not None
    if told or (kind not in LIGHT_KINDS and _priced(facts)):
        return ""
    return "Say whether it is free, or what it costs each time."


def _prices(facts: Mapping[str, Any]) -> str:
    for offer in facts.get("offers") or []:
        if not offer.get("prices"):
            return f"Give a price for {offer['name']}, or take it out."
        if any(price.get("pence_per_mile") for price in offer["prices"]) and not facts.get("car_insured"):
            return "You charge for miles, so say first that your cars are insured for it."
    return ""


def _safe(facts: Mapping[str, Any]) -> str:
    needs_contact = _priced(facts) and not facts.get("safeguarding_contact")
    return "Say who to tell if someone may be harmed." if needs_contact else ""


def _priced(facts: Mapping[str, Any]) -> bool:
    return any(offer.get("prices") for offer in facts.get("offers") or [])
