"""Two orders made one by rank: a pure function, the same for any scale of scores."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.fusion import FEW, NEAR_ENOUGH, fused, ranks, with_meaning

NAN = np.nan
SCORES = st.lists(st.integers(0, 100).map(float), min_size=1, max_size=40)


def order(scores) -> list[int]:
    return np.argsort(-np.array(scores), kind="stable").tolist()


def test_equal_scores_share_the_better_place():
    assert ranks(np.array([3.0, 5.0, 5.0, 1.0])).tolist() == [3, 1, 1, 4]
    assert ranks(np.zeros(0)).tolist() == []


def test_nothing_fused_is_nothing():
    assert fused(np.zeros(0), np.zeros(0)).tolist() == []


def test_what_stands_high_in_both_comes_first_and_words_count_more():
    assert order(fused(np.arange(9.0, 0, -1), np.array([0.1, 0.9, *np.linspace(0.2, 0.8, 7)])))[0] == 1
    assert order(fused(np.array([2.0, 1.0]), np.array([0.1, 0.9]))) == [0, 1], "first by words beats first by meaning"


def test_equal_in_both_stays_equal():
    first, second = fused(np.array([4.0, 4.0]), np.array([0.5, 0.5]))
    assert first == second


@given(SCORES)
def test_without_vectors_the_words_alone_decide(scores):
    made = fused(np.array(scores), np.full(len(scores), NAN))
    assert ranks(made).tolist() == ranks(np.array(scores)).tolist()


@given(SCORES, st.data())
def test_only_places_count_and_never_the_size_of_a_score(scores, data):
    near = np.array(data.draw(st.lists(st.integers(-9, 9).map(float), min_size=len(scores), max_size=len(scores))))
    words = np.array(scores)
    assert fused(words, near).tolist() == fused(words * 2, near * 0.5).tolist()


def test_a_document_without_a_vector_keeps_about_the_place_its_words_give_it():
    words, near = np.arange(30.0, 0, -1), np.linspace(0.1, 0.9, 30)
    near[0] = NAN
    assert order(fused(words, near))[0] == 0


def added(answered, reachable, near):
    near = np.array(near)
    made, more = with_meaning(
        np.where(answered, 1.0, 0.0),
        answered=np.array(answered),
        reachable=np.array(reachable),
        nearness=lambda among: near[among],
    )
    return made, np.flatnonzero(more).tolist()


def test_where_words_find_little_the_nearest_are_added_after_all_that_words_found():
    made, more = added([True, False, False, False], [True] * 4, [0.0, 0.5, NEAR_ENOUGH - 0.01, 0.9])
    assert more == [1, 3]
    assert made[0] > made[3] > made[1]


def test_what_is_out_of_reach_or_has_no_vector_is_not_added():
    assert added([False] * 3, [True, False, True], [0.5, 0.9, NAN])[1] == [0]


def test_where_words_find_enough_nothing_is_added():
    assert added([True] * FEW + [False], [True] * (FEW + 1), [0.0] * FEW + [1.0])[1] == []


def test_no_more_are_added_than_make_a_few():
    assert len(added([False] * 50, [True] * 50, [0.9] * 50)[1]) == FEW
