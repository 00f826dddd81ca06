"""Providers, payers, people and invoices to test with, made through the site's own operations."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from sqlalchemy.orm import Session

from invoices.documents.models import Invoice
from invoices.documents.operations import issue
from invoices.documents.types import LineToBill, Payer
from marketplace.kernel.filters import hours
from marketplace.kernel.money import pounds
from marketplace.organisations.models import Organisation
from marketplace.organisations.operations import add_organisation
from marketplace.people.models import Person
from marketplace.people.operations import add_person

AUGUST = date(2026, 8, 1)
_numbers = count(1)


def make_provider(session: Session, *, at: datetime, **facts) -> Organisation:
    """Add Harbour Wellbeing, or another provider."""
    return add_organisation(
        session,
        at=at,
        **{
            "kind": "provider",
            "name": "Harbour Wellbeing",
            "legal_name": "Harbour Wellbeing",
            "address": "3 Quay Street, Millbrook",
            "postcode": "MB1 2CD",
            "phone": "0800 000 0100",
            "email": "hello@harbour.example",
            "charity_number": "0000001",
            "invoice_prefix": "HW",
            "bank_account_name": "Harbour Wellbeing",
            "bank_sort_code": "00-00-04",
            "bank_account_number": "00012345",
            **facts,
        },
    )


def make_council(session: Session, *, at: datetime, **facts) -> Organisation:
    """Add Millbrook Council, or another payer."""
    return add_organisation(
        session,
        at=at,
        **{
            "kind": "council",
            "name": "Millbrook Council",
            "legal_name": "Millbrook Borough Council",
            "address": "Town Hall, Millbrook",
            **facts,
        },
    )


def make_someone(session: Session, *, at: datetime, known_as: str = "Margaret", **facts) -> Person:
    """Add a person."""
    return add_person(
        session,
        at=at,
        **{
            "email": f"{known_as.lower()}{next(_numbers)}@millbrook.example",
            "full_name": f"{known_as} Hale",
            "known_as": known_as,
            "password": None,
            "address": "12 Weir Lane, Millbrook",
            "postcode": "MB1 4EF",
            **facts,
        },
    )


def miles_line(*, day: date, tenths: int, source: str = "") -> LineToBill:
    """Return a line for miles at 50p."""
    words = f"{tenths // 10}.{tenths % 10} miles on {day:%A} {day.day} {day:%B}"
    return LineToBill(
        source=source or f"visit:{next(_numbers)}:travel",
        kind="travel",
        happened_on=day,
        words=words,
        pence=tenths * 5,
        why=f"{tenths // 10}.{tenths % 10} miles × 50p",
        miles_tenths=tenths,
        pence_per_mile=50,
    )


def hours_line(*, day: date, minutes: int, rate: int = 2200, holiday: str = "", source: str = "") -> LineToBill:
    """Return a line for support by the hour."""
    return LineToBill(
        source=source or f"visit:{next(_numbers)}:support:0",
        kind="bank_holiday" if holiday else "support",
        happened_on=day,
        words="Support with Dev, 10 am to midday",
        pence=minutes * rate // 60,
        holiday=holiday,
        why=f"{hours(minutes)} × {pounds(rate)}",
        minutes=minutes,
        pence_per_hour=rate,
    )


def margarets_miles() -> list[LineToBill]:
    """Return Margaret's three journeys of August 2026: 31.6 miles, £15.80."""
    return [
        miles_line(day=date(2026, 8, 3), tenths=64),
        miles_line(day=date(2026, 8, 21), tenths=110),
        miles_line(day=date(2026, 8, 31), tenths=142),
    ]


def margarets_hours() -> list[LineToBill]:
    """Return Margaret's support of August 2026: £264.00, of it £99.00 on the bank holiday."""
    return [
        hours_line(day=date(2026, 8, 3), minutes=120),
        hours_line(day=date(2026, 8, 13), minutes=180),
        hours_line(day=date(2026, 8, 21), minutes=150),
        hours_line(day=date(2026, 8, 31), minutes=180, rate=3300, holiday="Summer bank holiday"),
    ]


def make_invoice(
    session: Session,
    *,
    at: datetime,
    organisation: Organisation,
    person: Person,
    payer: Payer | None = None,
    lines: list[LineToBill] | None = None,
) -> Invoice:
    """Issue an invoice for August 2026: Margaret's miles, paid by the person, unless told otherwise."""
    return issue(
        session,
        organisation=organisation,
        person=person,
        payer=payer or Payer(person_id=person.id),
        month=AUGUST,
        lines=margarets_miles() if lines is None else lines,
        at=at,
    )
