"""Choices and places that people say in words are read as such, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.documents import FACETS
from search.plain_asks import place_in, with_choices
from search.query import read

TUESDAY = date(2026, 11, 24)


def understood(words):
    found = with_choices(read({"q": [words]}, tuple(FACETS)), on=TUESDAY)
    return found.words, dict(found.choices)


@pytest.mark.parametrize(
    ("words", "left", "choices"),
    [
        ("someone today", "someone", {"support": ["same_day"]}),
        ("I need help this afternoon", "I need help", {"support": ["same_day"]}),
        ("choir today", "choir", {"day": ["1"]}),
        ("free yoga", "yoga", {"price": ["free"]}),
        ("Yoga for free", "Yoga", {"price": ["free"]}),
        ("yoga online in the evening", "yoga", {"how": ["online"], "time": ["evening"]}),
        ("someone to talk to by phone", "someone to talk to", {"how": ["phone"]}),
        ("cafe wheelchair accessible", "cafe", {"getting_in": ["step_free"]}),
        ("art near me", "art", {}),
        ("today", "", {"day": ["1"]}),
    ],
)
def test_what_is_a_choice_is_read_as_one(words, left, choices):
    assert understood(words) == (left, choices)


@pytest.mark.parametrize(
    "words", ["getting drug free", "free from violence", "online safety", "freedom", "evening class", "lonely"]
)
def test_what_only_looks_like_one_stays(words):
    assert understood(words) == (words, {})


@pytest.mark.parametrize(
    ("words", "found"),
    [("choir in Sale", ("choir", "Sale")), ("help near M33 4BR", ("help", "M33 4BR")), ("in Sale", None), ("choir", None),
     ("walking around", None)],
)  # fmt: skip
def test_a_place_at_the_end(words, found):
    assert place_in(words) == found


@given(st.text(max_size=80))
def test_any_words_are_read_and_what_is_chosen_is_known(words):
    left, choices = understood(words)
    assert len(left) <= 200
    assert all(value in FACETS[name][1] for name, values in choices.items() for value in values)
