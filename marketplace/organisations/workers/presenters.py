"""A worker in words: what everyone may read, and a version beside it. Never a green tick (rule W5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.organisations.models import Worker
from marketplace.organisations.workers.rules import differences, facts_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = {"day": "Day", "evening": "Evening", "night": "Night"}
KINDS = {"paid": "Paid worker", "volunteer": "Volunteer, not paid", "peer": "Has been there themselves"}
LEVELS = {"none needed": "None needed", "basic": "Basic", "standard": "Standard", "enhanced": "Enhanced"}
ASK = "They tell us this. Ask to be sure."
LABELS = {
    "first_name": "First name", "title": "What they are called", "kind": "Kind", "about": "About them",
    "interests": "Likes", "languages": "Languages", "skills": "Good at", "training": "Courses",
    "availability": "When", "bank_holidays": "Bank holidays", "drives": "Drives people in their car",
    "check_level": "Checks", "check_month": "Month of the check", "check_seen_by": "Who saw the paper",
    "update_service": "In the update service",
}  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """One of an organisation's people as everyone may read it: who, what kind, facts as pairs, and what of checks."""

    name: str
    title: str
    kind: str
    about: str
    facts: list[tuple[str, str]]
    checks: str


def profile(shown: Mapping[str, Any]) -> Profile:
    """Return what is shown of a worker, in words; what nobody told is left out, but never the checks."""
    names = ("interests", "languages", "skills", "training", "availability", "bank_holidays")
    pairs = [
        (LABELS[name], words(name, shown.get(name))) for name in names if shown.get(name) not in (None, [], {}, "")
    ]
    if shown.get("drives"):
        pairs.append(("Drives", "Yes, can take you in their car"))
    return Profile(
        shown.get("first_name", ""), shown.get("title", ""), KINDS.get(shown.get("kind", ""), ""), shown.get("about", ""),
        pairs, checks_words(shown),
    )  # fmt: skip


def profiles(shown: Iterable[Mapping[str, Any]]) -> list[Profile]:
    """Return what is shown of several, in words."""
    return [profile(one) for one in shown]


def checks_words(shown: Mapping[str, Any]) -> str:
    """Return the checks by level and month, and who saw them: "enhanced, seen February 2026 by the manager" (rule W5)."""
    level = shown.get("check_level") or "none needed"
    if level == "none needed":
        return "none needed for what they do"
    parts = [level]
    if shown.get("check_month"):
        parts.append(f"seen {month_words(shown['check_month'])}")
    if shown.get("check_seen_by"):
        parts[-1] += f" by {shown['check_seen_by']}"
    if shown.get("update_service"):
        parts.append("kept up to date")
    return ", ".join(parts)


def changes(worker: Worker) -> list[tuple[str, str, str]]:
    """Return each fact that differs from what everyone reads: its name, what they read now, what they would read."""
    found = differences(worker.shown, facts_of(worker))
    return [(LABELS[name], words(name, old), words(name, new)) for name, old, new in found]


def words(name: str, value: Any) -> str:
    """Return a fact in words; what nobody told says so."""
    if value is None or value in ("", [], {}):
        return "Not told us"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name in _WAYS:
        return _WAYS[name](value)
    if isinstance(value, list):
        return ", ".join(value)
    return {"kind": KINDS, "check_level": LEVELS}.get(name, {}).get(value, str(value))


def times_words(availability: Mapping[str, Any]) -> str:
    """Return when someone works, days that are alike together: "Monday to Friday, day; Saturday, day and evening"."""
    each = [[part for part in PARTS if part in availability.get(str(number), [])] for number in range(7)]
    found, first = [], 0
    while first < 7:
        last = first
        while last < 6 and each[last + 1] == each[first]:
            last += 1
        if each[first]:
            days = WEEKDAYS[first] if last == first else f"{WEEKDAYS[first]} to {WEEKDAYS[last]}"
            found.append(f"{days}, {' and '.join(PARTS[part].lower() for part in each[first])}")
        first = last + 1
    return "; ".join(found)


def month_words(value: str | date) -> str:
    """Return "February 2026"."""
    return f"{date.fromisoformat(value) if isinstance(value, str) else value:%B %Y}"


def courses_words(training: Iterable[Mapping[str, Any]]) -> str:
    """Return courses with their years: "First aid, 2025; Listening, 2024"."""
    return "; ".join(f"{one['name']}, {one['year']}" for one in training)


_WAYS: Mapping[str, Callable[[Any], str]] = {
    "training": courses_words, "availability": times_words, "check_month": month_words,
}  # fmt: skip


def state_words(worker: Worker) -> str:
    """Return how what is written stands with everyone who reads."""
    if not worker.active:
        return "Taken out. Nobody sees or picks them"
    if worker.sent_at is not None:
        before = "People read what was there before meanwhile" if worker.shown else "People do not read it yet"
        return f"We are checking what you wrote. {before}"
    if worker.reason:
        return "We did not take what you wrote. Open it to read why"
    return "People can read it" if worker.shown else "People do not read it yet. Open it and save it, and we will look"
