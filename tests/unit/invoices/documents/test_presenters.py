"""An invoice's lines as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from invoices.documents.models import Invoice, InvoiceLine
from invoices.documents.presenters import parts, shown, state_words
from invoices.documents.queries import Viewer
from invoices.documents.rules import bank_reference, invoice_number


def line(kind, words, *, day=date(2026, 8, 31), holiday="", pence=100):
    return InvoiceLine(kind=kind, words=words, happened_on=day, holiday=holiday, why="", pence=pence)


def invoice(**facts):
    return Invoice(
        **{
            "organisation_id": 7,
            "person_id": 1,
            "payer_person_id": 1,
            "payer_organisation_id": None,
            "month": date(2026, 8, 1),
            "total_pence": 1580,
            "parties": {"from": {}, "to": {"greeting": "Laleh"}, "for": {"known_as": "Shirin"}},
            "lines": [],
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("at", "number", "reference"),
    [(1, "HW-0001", "HW0001"), (9999, "HW-9999", "HW9999"), (10000, "HW-10000", "HW10000")],
)
def test_numbers(at, number, reference):
    assert (invoice_number("HW", at), bank_reference("HW", at)) == (number, reference)


def test_parts_come_in_order_under_their_labels():
    found = parts(
        [
            line("travel", "14.2 miles on Monday 31 August"),
            line("support", "Support with Dev", holiday="Summer bank holiday"),
            line("late_cancellation", "Visit with Dev, cancelled"),
            line("support", "Support with Dev", day=date(2026, 8, 3)),
        ],
        formal=False,
    )
    assert [part.heading for part in found] == [
        "What you had",
        "Bank-holiday price (Summer bank holiday, Monday 31 August)",
        "Cancelled with less than the agreed notice",
        "Miles in your worker’s car",
    ]
    assert [part.rows[0].day for part in found] == ["Monday 3 August", "Monday 31 August", "Monday 31 August", ""]


def test_each_bank_holiday_has_its_own_label():
    found = parts(
        [
            line("support", "Support", day=date(2026, 12, 25), holiday="Christmas Day"),
            line("support", "Support", day=date(2026, 12, 28), holiday="Boxing Day (substitute day)"),
        ],
        formal=True,
    )
    assert [part.heading for part in found] == [
        "Bank-holiday price (Christmas Day, Friday 25 December)",
        "Bank-holiday price (Boxing Day (substitute day), Monday 28 December)",
    ]


@pytest.mark.parametrize(("owed", "words"), [(1580, "To pay"), (1000, "£10.00 left to pay"), (0, "Paid")])
def test_where_it_stands(owed, words):
    assert state_words(invoice(), owed) == words


@pytest.mark.parametrize(
    ("facts", "viewer", "title", "greeting", "copy", "may_key"),
    [
        ({}, Viewer(1), "Your invoice – August", "Laleh", False, False),
        ({"payer_person_id": 2}, Viewer(1), "Your invoice – August", "Shirin", True, False),
        ({"payer_person_id": 2}, Viewer(2), "Your invoice – August", "Laleh", False, False),
        ({}, Viewer(9, staff_of=frozenset({7})), "Your invoice – August", "Laleh", False, True),
        (
            {"payer_person_id": None, "payer_organisation_id": 8},
            Viewer(9, pays_for=frozenset({8})),
            "Invoice – August 2026",
            "",
            False,
            False,
        ),
        (
            {"payer_person_id": None, "payer_organisation_id": 8},
            Viewer(1),
            "Your invoice – August",
            "Shirin",
            True,
            False,
        ),
    ],
)
def test_who_reads_what(facts, viewer, title, greeting, copy, may_key):
    seen = shown(invoice(**facts), owed=1580, viewer=viewer)
    assert (seen.title, seen.greeting, seen.copy, seen.may_key) == (title, greeting, copy, may_key)


def test_a_paid_invoice_asks_for_no_payment():
    assert not shown(invoice(), owed=0, viewer=Viewer(9, staff_of=frozenset({7}))).may_key
