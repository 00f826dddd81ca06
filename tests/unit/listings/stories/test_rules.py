"""When a story may be shown, what its title may tell, and how listings are named."""

from __future__ import annotations

from datetime import date

import pytest

from listings.stories import presenters, rules
from listings.stories.models import Story

TODAY = date(2026, 9, 1)


def test_a_story_is_shown_only_from_the_day_its_teller_said_yes():
    assert "said yes" in rules.why_not_live(said_yes_on=None, today=TODAY)
    assert "not come yet" in rules.why_not_live(said_yes_on=date(2026, 9, 2), today=TODAY)
    assert rules.why_not_live(said_yes_on=TODAY, today=TODAY) == ""


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("How Sam got out again", "name"),
        ("SAM and the garden", "name"),
        ("My depression and the garden", "health"),
        ("Life with bipolar", "health"),
        ("The same garden", ""),
        ("From my window to the allotment", ""),
    ],
)
def test_a_title_tells_no_name_and_nothing_of_health(title, said):
    trouble = rules.title_trouble(title, first_name="Sam")
    assert said in trouble
    assert bool(trouble) == bool(said)


def test_listings_are_named_by_number_or_address_each_once():
    text = "1, 22\nhttps://kith.example/listings/7\n/listings/1\n\n"
    assert rules.listing_numbers(text) == [1, 22, 7]
    assert rules.listing_numbers("  ") == []


@pytest.mark.parametrize("text", ["the choir", "12a", "/listings/", "١٢", "-1", "1" * 10, "https://kith.example"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        rules.listing_numbers(text)


def test_a_story_in_words():
    story = Story(first_name="Sam", changed_name=True, words="One.\r\n\r\nTwo " + "word " * 60)
    assert presenters.teller(story) == "Sam (not their own name)"
    assert presenters.parts(story.words)[0] == "One."
    assert len(presenters.parts(story.words)) == 2
    assert presenters.first_words(story).endswith(" word…")
    assert len(presenters.first_words(story)) <= 161
