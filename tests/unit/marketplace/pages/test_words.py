"""The word list, and the words no bill may carry (section 4 of the domain text)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marketplace.kernel.words import BANNED_ON_INVOICES, WORDS, banned_words_in


def test_the_list_is_whole_and_every_word_can_be_linked_to():
    assert len(WORDS) == 70
    assert len({word.slug for word in WORDS}) == 70
    assert all(word.sector and word.plain and word.meaning.endswith(".") for word in WORDS)


def test_plain_words_that_may_stand_on_a_bill_hold_no_banned_word():
    assert [word.plain for word in WORDS if word.on_invoice and banned_words_in(word.plain)] == []


def test_no_meaning_says_what_a_person_should_never_be_called():
    assert [word.meaning for word in WORDS if {"service user", "client"} & set(banned_words_in(word.meaning))] == []


@pytest.mark.parametrize("word", BANNED_ON_INVOICES)
def test_each_banned_word_is_found_where_it_stands(word):
    assert banned_words_in(f"2 hours ({word}), £44.00") == [word]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two units", ["unit"]),
        ("UTILISED hours", ["utilised"]),
        ("ad-hoc visit", ["ad hoc"]),
        ("Terms: net\n30", ["net 30"]),
        ("Your ISFs", ["ISF"]),
        ("help with anxiety", ["anxiety"]),
        ("1:1 ratio for a client", ["client", "ratio"]),
    ],
)
def test_other_spellings_are_found_too(text, found):
    assert banned_words_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Help from your community",  # "unit" inside a word
        "From SP1 4QT, by car",  # a postcode is not "SP"
        "we met at dna cafe",  # abbreviations only in capitals
        "A united, spotless blocked avoidance",
        "Miles in your worker’s car, 14.2 miles, £7.10",
    ],
)
def test_plain_text_is_left_alone(text):
    assert banned_words_in(text) == []


def test_every_link_to_a_word_lands_on_it():
    templates = Path(__file__).resolve().parents[4] / "templates"
    calls = [
        slug
        for file in templates.rglob("*.html")
        for slug in re.findall(r"\{\{ word\([^)]*\"([^\")]+)\"\) \}\}", file.read_text(encoding="utf-8"))
    ]
    assert len(calls) >= 3
    assert set(calls) <= {word.slug for word in WORDS}
