"""What someone may be about to type: what people say in the table of words, and the words of the listings. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.synonyms import Table

MOST = 8
SHORTEST = 2


def suggestions(typed: str, *, table: Table, vocabulary: Mapping[str, int]) -> list[str]:
    """Return up to eight ways to go on from what was typed, likeliest first: the last word is taken as begun.

    Phrases that begin as it was typed, then ones with a word that does, then words of the listings by how often they stand.
    """
    begun = " ".join(typed.lower().split())
    if len(begun) < SHORTEST:
        return []
    said = list(dict.fromkeys(each for rows in table.rows.values() for row in rows for each in row.said))
    found = [each for each in said if each.startswith(begun)]
    found += [each for each in said if f" {begun}" in each]
    *before, last = begun.split()
    found += [" ".join([*before, word]) for word in starting(last, vocabulary)]
    return list(dict.fromkeys(found))[:MOST]


def starting(begun: str, vocabulary: Mapping[str, int], *, most: int = MOST) -> Sequence[str]:
    """Return the words of the listings that begin with some letters, the commonest first."""
    if len(begun) < SHORTEST:
        return []
    found = [word for word in vocabulary if word.startswith(begun) and word.isalpha() and len(word) > SHORTEST]
    return sorted(found, key=lambda word: (-vocabulary[word], word))[:most]
