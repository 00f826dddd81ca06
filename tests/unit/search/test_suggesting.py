"""Ways to go on from what is being typed: phrases of the table first, then the commonest words of the listings."""

from __future__ import annotations

from search.suggesting import MOST, starting, suggestions
from search.synonyms import Meaning, table_of

TABLE = table_of([Meaning(("gardening", "community garden", "someone to talk to"), ("allotment",))])
WORDS = {"garden": 9, "gardens": 3, "garment": 5, "choir": 2, "ga1": 9, "g": 1}


def test_phrases_come_first_then_common_words():
    assert suggestions("gar", table=TABLE, vocabulary=WORDS) == [
        "gardening",
        "community garden",
        "garden",
        "garment",
        "gardens",
    ]


def test_the_words_before_are_kept():
    assert suggestions("Tea and  gard", table=TABLE, vocabulary=WORDS) == ["tea and garden", "tea and gardens"]
    assert suggestions("someone to t", table=TABLE, vocabulary=WORDS) == ["someone to talk to"]


def test_one_letter_is_too_little_and_eight_are_enough():
    assert suggestions(" g ", table=TABLE, vocabulary=WORDS) == []
    assert len(suggestions("wo", table=TABLE, vocabulary={f"wor{'a' * at}": at for at in range(20)})) == MOST
    assert starting("x", WORDS) == []
