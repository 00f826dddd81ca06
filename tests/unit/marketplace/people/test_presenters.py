"""Roles in plain words."""

from __future__ import annotations

from marketplace.kernel.roles import PERSON, ROLES
from marketplace.people.presenters import WORDS, may


def test_every_role_but_your_own_support_has_its_sentence():
    assert set(WORDS) == ROLES - {PERSON}
    assert all(words.startswith("You ") and words.endswith(".") for words in WORDS.values())


def test_only_the_roles_you_have_are_told():
    assert may(frozenset({PERSON})) == []
    assert may(frozenset({PERSON, "worker", "payer"})) == [
        "You record your own visits.",
        "You see and pay invoices for an organisation.",
    ]
