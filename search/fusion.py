"""Two orders made one by rank: what words find, and what means nearly the same. Pure but for numpy.

Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): scores of two kinds cannot be added, places in a list can.
Words count double, because who types a word means it. No number here was fitted to questions; half and twice of each
give nearly the same answers.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Truths = NDArray[np.bool_]

SMOOTH = 60
"""How little the first places stand out: the 60 of the paper."""
MEANING_COUNTS = 0.5
"""How much a place by meaning counts beside a place by words."""
FEW = 10
"""Words that find fewer than this find little: then what is near in meaning is added, until there are as many."""
NEAR_ENOUGH = 0.32
"""How near is near enough to be added (1: the same). Words that are none come to 0.28 with what is nearest to them."""


def ranks(scores: Reals) -> Reals:
    """Return the place of each score, 1 for the highest; equal ones share the better place."""
    lowest_first = np.sort(-scores)
    places: Reals = np.searchsorted(lowest_first, -scores, side="left").astype(float) + 1
    return places


def fused(scores: Reals, nearness: Reals) -> Reals:
    """Return one score from two; what has no nearness yet (not a number) keeps the place that its words give it."""
    by_words = ranks(scores)
    by_meaning, known = by_words.copy(), ~np.isnan(nearness)
    by_meaning[known] = ranks(nearness[known])
    return 1 / (SMOOTH + by_words) + MEANING_COUNTS / (SMOOTH + by_meaning)


def with_meaning(
    scores: Reals, *, answered: Truths, reachable: Truths, nearness: Callable[[Truths], Reals]
) -> tuple[Reals, Truths]:
    """Return scores by words and meaning, and which documents were added because words found little that is reachable.

    `nearness` gives the nearness of some documents, in order. What is added comes after everything that words found.
    """
    made = np.zeros(len(scores))
    made[answered] = fused(scores[answered], nearness(answered))
    added = np.zeros(len(scores), dtype=bool)
    missing = FEW - int(np.count_nonzero(answered & reachable))
    if missing > 0:
        others = np.flatnonzero(reachable & ~answered)
        near = np.nan_to_num(nearness(reachable & ~answered), nan=-1.0)
        best = np.lexsort((others, -near))[:missing]
        best = best[near[best] >= NEAR_ENOUGH]
        added[others[best]] = True
        made[others[best]] = near[best] - 2  # below every fused score, which is above 0
    return made, added
