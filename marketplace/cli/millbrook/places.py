"""Opening the town: its people, organisations, workers, listings, prices and support money. All made up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from listings.models import Listing, Offer
from listings.operations import add_listing, add_offer, add_price_list
from marketplace.brokerage.budgets.models import Budget
from marketplace.brokerage.budgets.operations import add_budget
from marketplace.cli.millbrook import stories, trust
from marketplace.cli.millbrook.people import EVERYONE, PASSWORD
from marketplace.organisations.models import Organisation, Worker
from marketplace.organisations.operations import add_member, add_organisation
from marketplace.people.helping.operations import Limits, let_act_for
from marketplace.people.models import Person
from marketplace.people.operations import add_person, give_role

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

LISTINGS = Path(__file__).with_name("listings.toml")
OPENED = date(2026, 4, 1)
SQUARE = (53.365, -2.005)
"""Where the made-up town square stands: latitude and longitude in hills east of Manchester."""
MILES_PER_DEGREE = (69.05, 41.3)
"""A mile north and a mile east in degrees, near enough at this latitude for a made-up town."""
NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass
class Town:
    """What was opened, each by its key."""

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    budgets: dict[str, Budget] = field(default_factory=dict)


ORGANISATIONS: dict[str, dict[str, Any]] = {
    "harbour": {
        "kind": "provider", "name": "Harbour Wellbeing", "legal_name": "Harbour Wellbeing", "charity_number": "9990001",
        "address": "4 Quay Street, Millbrook", "phone": "01632 960110", "email": "hello@harbour.example",
        "invoice_prefix": "HW", "bank_account_name": "Harbour Wellbeing", "bank_sort_code": "00-00-01",
        "bank_account_number": "00012345", "vat_status": "exempt",
        "complaints": "Ring Jo Marsden on 01632 960110, or write to 4 Quay Street, Millbrook.",
    },
    "brightwater": {
        "kind": "provider", "name": "Brightwater Home Support", "legal_name": "Brightwater Home Support Ltd",
        "company_number": "99900002", "address": "18 Mill Lane, Millbrook", "phone": "01632 960121",
        "email": "office@brightwater.example", "invoice_prefix": "BW", "bank_account_name": "Brightwater Home Support",
        "bank_sort_code": "00-00-02", "bank_account_number": "00022345",
        "complaints": "Ring the manager on 01632 960121.",
    },
    "oakstreet": {
        "kind": "provider", "name": "Oak Street Companions", "legal_name": "Oak Street Companions Ltd",
        "company_number": "99900003", "address": "71 Oak Street, Millbrook", "phone": "01632 960132",
        "email": "hello@oakstreet.example", "invoice_prefix": "OS", "bank_account_name": "Oak Street Companions",
        "bank_sort_code": "00-00-03", "bank_account_number": "00032345",
        "complaints": "Write to hello@oakstreet.example or ring 01632 960132.",
    },
    "keyturn": {
        "kind": "provider", "name": "Keyturn Housing Support", "legal_name": "Keyturn Housing Support",
        "charity_number": "9990004", "address": "2 Station Approach, Millbrook", "phone": "01632 960143",
        "email": "hello@keyturn.example", "invoice_prefix": "KT", "bank_account_name": "Keyturn Housing Support",
        "bank_sort_code": "00-00-04", "bank_account_number": "00042345", "vat_status": "exempt",
        "complaints": "Ring 01632 960143 and ask for the manager.",
    },
    "council": {
        "kind": "council", "name": "Millbrook Council", "legal_name": "Millbrook Borough Council",
        "address": "Town Hall, Market Square, Millbrook", "phone": "01632 960321", "email": "payments@council.example",
    },
    "meadow": {
        "kind": "fund_holder", "name": "Meadow Trust Funds", "legal_name": "Meadow Trust Funds",
        "address": "30 High Street, Millbrook", "phone": "01632 960331", "email": "funds@meadow.example",
    },
}  # fmt: skip

PRICES: dict[str, list[dict[str, Any]]] = {
    # Journey 7, step 2: one price an hour at first; bank-holiday price from 1 August 2026.
    "harbour": [
        {"valid_from": OPENED, "valid_to": date(2026, 7, 31), "pence_per_hour": 2200, "pence_per_mile": 50},
        {
            "valid_from": date(2026, 8, 1), "pence_per_hour": 2200, "bank_holiday_pence_per_hour": 3300,
            "pence_per_mile": 50, "higher_reason": "We pay our workers more on bank holidays.",
        },
    ],
    "brightwater": [
        {
            "valid_from": OPENED, "pence_per_hour": 2950, "bank_holiday_pence_per_hour": 4425,
            "night_pence_per_hour": 3300, "night_from": time(22), "night_to": time(7), "minimum_minutes": 30,
            "notice_days": 3, "higher_reason": "Workers are paid time and a half on bank holidays.",
        },
    ],
    "oakstreet": [
        {"valid_from": OPENED, "pence_per_hour": 2050, "weekend_pence_per_hour": 2300, "pence_per_mile": 45,
         "minimum_minutes": 60, "notice_days": 1},
    ],
    "keyturn": [{"valid_from": OPENED, "pence_per_hour": 2480, "pence_per_mile": 45, "notice_days": 7}],
}  # fmt: skip
MONEY = (
    # person, way, payer, pence a week, travel in it
    ("tom", "council", "council", 13200, False),
    ("margaret", "council", "council", 8800, False),
    ("shirin", "council", "council", 13200, False),
    ("ali", "council", "council", 6600, False),
    ("beth", "person", None, 6600, True),
    ("dee", "provider", "meadow", 6600, False),
    ("george", "council", "council", 6600, False),
)


def open_town(session: Session, *, at: datetime) -> Town:
    """Write everyone and everything of Millbrook as it is before anything is asked; flushes, never commits."""
    town = Town()
    for one in EVERYONE:
        person = add_person(
            session, email=one.email, full_name=one.full_name, known_as=one.known_as, password=PASSWORD,
            phone="01632 960400", address=f"{len(town.people) + 1} Weir Lane, Millbrook", postcode="SK22 9XX", at=at,
        )  # fmt: skip
        town.people[one.key] = person
        if one.site_role:
            give_role(session, person=person, role=one.site_role, at=at)
    let_act_for(
        session, person=town.people["shirin"], helper=town.people["laleh"], starts_on=OPENED, at=at,
        limits=Limits("nominee", may_buy=True, may_pay=True, ends_on=date(2027, 3, 31)),
    )  # fmt: skip
    for key, facts in ORGANISATIONS.items():
        town.organisations[key] = add_organisation(session, postcode="SK22 9XX", at=at, **facts)
    _join(session, town)
    _list_everything(session, town, at=at)
    stories.tell(session, listings=town.listings, at=at)
    for key, way, payer, weekly_pence, travel in MONEY:
        town.budgets[key] = add_budget(
            session, person=town.people[key], way=way, payer=town.organisations[payer] if payer else None,
            weekly_pence=weekly_pence, covers_travel=travel, starts_on=OPENED,
        )  # fmt: skip
    return town


def _join(session: Session, town: Town) -> None:
    for person, organisation, role in (
        ("jo", "harbour", "manager"), ("jo", "harbour", "staff"),
        ("dev", "harbour", "worker"), ("colin", "council", "payer"), ("ruth", "meadow", "payer"),
    ):  # fmt: skip
        add_member(
            session, person=town.people[person], organisation=town.organisations[organisation], role=role, on=OPENED
        )
    town.workers = trust.settle_workers(session, organisation=town.organisations["harbour"], people=town.people)
    trust.say_what_is_expected(session, organisations=town.organisations, people=town.people)


def _list_everything(session: Session, town: Town, *, at: datetime) -> None:
    for row in tomllib.loads(LISTINGS.read_text(encoding="utf-8"))["listing"]:
        facts = dict(row)
        key, organisation = facts.pop("key"), facts.pop("organisation", None)
        facts.setdefault("checked_on", max(OPENED, at.date()))
        if "at" in facts:
            east, north = facts.pop("at")
            facts["latitude"] = SQUARE[0] + north / MILES_PER_DEGREE[0]
            facts["longitude"] = SQUARE[1] + east / MILES_PER_DEGREE[1]
            facts["placed_by"] = "exact"
        if organisation:
            facts.setdefault("run_by", ORGANISATIONS[organisation]["name"])
        facts["sessions"] = [_session_time(text) for text in facts.get("sessions", [])]
        town.listings[key] = add_listing(
            session, source="kith", source_key=key, organisation=town.organisations.get(organisation or ""),
            town="Millbrook", postcode="SK22 9XX", at=at, **facts,
        )  # fmt: skip
        if key in PRICES:
            offer = add_offer(
                session, listing=town.listings[key], name="Support by the hour",
                tasks=["Shopping and cooking", "Bills and post", "Getting out", "Appointments", "Meeting people"],
                personal_care=key == "brightwater",
            )  # fmt: skip
            town.offers[key] = offer
            for price in PRICES[key]:
                add_price_list(session, offer=offer, **price)


def _session_time(text: str) -> dict[str, Any]:
    """Return a time as it is written in the list: "Tue 13:00-16:00", or "2nd Thu 14:00-15:30" for one week of the month."""
    *nth, day, hours = text.split(" ")
    opens, _, closes = hours.partition("-")
    return {
        "weekday": DAYS.index(day), "opens_at": time.fromisoformat(opens), "closes_at": time.fromisoformat(closes),
        "week_of_month": NTH[nth[0]] if nth else None,
    }  # fmt: skip
