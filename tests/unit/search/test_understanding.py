"""Words as people say them become wants: phrases of the table, plain words, and small words that count little."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import Speller, english
from search.synonyms import Meaning, shipped, stem, table_of
from search.understanding import MOST_WORDS, corrected, wants

TABLE = table_of([
    Meaning(("someone to talk to", "counselling"), ("listening", "therapy")),
    Meaning(("lonely", "on my own"), ("befriending",)),
    Meaning(("talk",), ("lecture",)),
    Meaning(("ex-army",), ("veterans",)),
])  # fmt: skip


def strong(words):
    return [dict(one.phrases) for one in wants(words, TABLE) if not one.weak]


def test_a_plain_word_is_wanted_as_it_is():
    assert strong("chess") == [{"chess": 1.0}]


def test_a_phrase_of_the_table_brings_its_words_and_hides_shorter_ones_within():
    (found,) = strong("Someone to talk to")
    assert {"listening", "therapy"} <= found.keys()
    assert "lecture" not in found
    assert all(weight < 1 for weight in found.values()), "what it stands for counts less than what is typed"


def test_a_word_of_the_table_is_itself_wanted_most():
    (found,) = strong("counselling")
    assert found["counselling"] == 1.0 > found["therapy"]


@pytest.mark.parametrize("words", ["ex-army", "Ex Army", "EX‑ARMY".replace("‑", "-"), "I was ex army"])
def test_hyphens_and_capitals_make_no_difference(words):
    assert any("veterans" in one for one in strong(words))


def test_small_words_alone_need_not_be_held():
    assert [one.weak for one in wants("group for people", TABLE)] == [True, False, True]
    assert strong("lonely people") == [{"lonely": 1.0, "befriending": pytest.approx(0.65)}]


@pytest.mark.parametrize("words", ["someone", "I need help", "Somebody to help me", "support for people"])
def test_words_that_name_nothing_ask_for_whatever_else_is_chosen(words):
    assert wants(words, TABLE) == []
    assert wants(f"{words} chess", TABLE) != []


def test_on_my_own_does_not_look_for_every_own():
    assert strong("on my own") == [{"befriending": pytest.approx(0.65)}]


@given(st.text(max_size=300))
def test_any_text_is_wanted_without_fault(text):
    found = wants(text, TABLE)
    assert len(found) <= MOST_WORDS * 3
    assert all(0 < weight <= 1 for one in found for weight in one.phrases.values())


def test_only_what_is_no_word_is_mended():
    known = {"befriending", "centre", "counselling"}
    speller = Speller(lambda: dict.fromkeys(known, 3))

    def mend(words):
        return corrected(words, holds=known.__contains__, nearest=speller.nearest, table=TABLE)

    assert mend("befrending") == "befriending"
    assert mend("counseling please") == "", "an English word of another country is one"
    assert mend("gentle") == "", "not centre"
    assert mend("lonely centr") == "lonely centre"
    assert mend("m33 123 🎻") == ""
    assert mend("zzzzzzz") == ""


def test_the_speller_learns_new_words():
    words = {"choir": 1}
    speller = Speller(lambda: words)
    assert speller.nearest("draghts") == ""
    words["draughts"] = 1
    assert speller.nearest("draghts") == "draughts"
    assert "gentle" in english()


def test_every_shipped_row_can_be_found_by_all_that_people_say():
    table = table_of(shipped())
    assert len({one.key for one in shipped()}) == len(shipped()), "two rows begin alike"
    for row in shipped():
        assert row.said
        assert row.means
        for said in row.said:
            assert any(set(row.means) <= one.phrases.keys() for one in wants(said, table)), said


def test_stems_join_the_forms_of_a_word():
    assert stem("walks") == stem("walking") == stem("walked")
    assert stem("men's") == stem("men’s") == "men"


def test_threads_that_stem_at_once_do_not_spoil_each_other_s_words():
    words = [
        f"{word}{end}" for word in ("walk", "befriend", "garden", "relation") for end in ("s", "ing", "ed", "al")
    ] * 50
    one_by_one = [stem.__wrapped__(word) for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as many:
            assert list(many.map(stem.__wrapped__, words)) == one_by_one
    finally:
        sys.setswitchinterval(before)
