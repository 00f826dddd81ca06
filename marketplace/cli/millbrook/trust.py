"""What lets Millbrook trust Harbour Wellbeing: its people as everyone reads them, and its yes to what the council expects."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from marketplace.kernel.clock import from_london
from marketplace.organisations.expectations.operations import Written, accept, publish
from marketplace.organisations.models import DaysOff
from marketplace.organisations.operations import add_worker
from marketplace.organisations.workers.rules import facts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from marketplace.organisations.models import Organisation, Worker
    from marketplace.people.models import Person

MOST_DAYS = {str(number): ["day"] for number in range(5)}
WORKERS: dict[str, dict[str, Any]] = {
    "liam": {
        "title": "Wellbeing worker", "drives": True, "interests": ["football", "cooking"], "languages": ["English"],
        "about": "Liam likes a plan and a cup of tea. He is good with letters that nobody wants to open.",
        "skills": ["forms", "cooking"], "training": [{"name": "First aid", "year": 2025}],
        "availability": {**MOST_DAYS, "1": ["day", "evening"]}, "bank_holidays": False,
    },
    "grace": {
        "title": "Wellbeing worker", "interests": ["cooking", "sewing"], "languages": ["English"],
        "about": "Grace goes at your pace. She knows every bus in town.",
        "skills": ["cooking", "shopping"], "availability": {**MOST_DAYS, "3": []}, "bank_holidays": False,
    },
    "dev": {
        "title": "Wellbeing worker", "drives": True, "interests": ["art", "walking"], "languages": ["English", "Urdu"],
        "about": "Dev paints at weekends. He does not mind quiet.",
        "skills": ["getting out", "using a phone"],
        "training": [{"name": "First aid", "year": 2024}, {"name": "Listening well", "year": 2025}],
        "availability": {**MOST_DAYS, "5": ["day"]}, "bank_holidays": True,
    },
    "aisha": {
        "title": "Wellbeing worker", "drives": True, "interests": ["gardening", "walking"],
        "languages": ["English", "Urdu"], "about": "Aisha grows tomatoes on a very small balcony.",
        "skills": ["getting out", "meeting people"], "availability": {**MOST_DAYS, "6": ["evening"]},
    },
    "sam": {
        "title": "Befriender", "kind": "volunteer", "interests": ["chess"], "languages": ["English"],
        "about": "Sam comes for a chat or a game of chess.", "availability": {"2": ["evening"]}, "check_level": "basic",
    },
    "nina": {
        "title": "Peer worker", "kind": "peer", "interests": ["music"], "languages": ["English", "Farsi"],
        "about": "Nina has been there, and says so. She runs the group on Thursdays.", "availability": {"3": ["day"]},
    },
}  # fmt: skip
CHECKED = {"check_level": "enhanced", "check_month": date(2026, 2, 1), "check_seen_by": "the manager"}
COVERS = "Support by the hour, agreed with the person.\n\nMiles in a worker’s car, only where we have agreed to pay for them."
RULES = (
    "Turn up when you said you would.",
    "Tell the person at once when you cannot.",
    "Send one plain invoice a month.",
    "Let people choose who comes, and change their mind.",
)
VERSIONS = ((date(2026, 4, 1), RULES[:2]), (date(2026, 5, 11), RULES[:3]), (date(2026, 6, 15), RULES))
"""The day each version of what the council expects was published, and what it said."""


def settle_workers(session: Session, *, organisation: Organisation, people: Mapping[str, Person]) -> dict[str, Worker]:
    """Add Harbour's workers, checked and shown; Grace is away before Christmas. Flushes."""
    made = {}
    for key, facts in WORKERS.items():
        worker = add_worker(
            session, organisation=organisation, person=people.get(key), first_name=key.title(), **{**CHECKED, **facts}
        )
        worker.shown = facts_of(worker)
        made[key] = worker
    made["grace"].days_off.append(DaysOff(starts_on=date(2026, 12, 21), ends_on=date(2026, 12, 24)))
    session.flush()
    return made


def say_what_is_expected(
    session: Session, *, organisations: Mapping[str, Organisation], people: Mapping[str, Person]
) -> None:
    """Let the council publish three versions, and Harbour say yes to the third (journey 7, step 6). Flushes."""
    seen, newest = 0, None
    for day, expects in VERSIONS:
        newest = publish(
            session, payer=organisations["council"], written=Written("Support in Millbrook", COVERS, "\n\n".join(expects)),
            seen=seen, by_id=people["colin"].id, at=from_london(day, time(9)),
        )  # fmt: skip
        seen = newest.version
    if newest is not None:
        accept(
            session, expectations=newest, organisation_id=organisations["harbour"].id, name=people["jo"].full_name,
            by_id=people["jo"].id, at=from_london(date(2026, 6, 16), time(9)),
        )  # fmt: skip
