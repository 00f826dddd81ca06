"""From words as people say them to what is wanted: phrases of the table stand for other words, and small words count little.

Pure. Longest first: in "someone to talk to about drinking" the phrase "someone to talk to" is one want, and "drinking"
another. A word that is part of a phrase counts once more by itself, a little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from search.engine import Want
from search.synonyms import NO_TABLE, Meaning, Table, stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MOST_WORDS = 32
TABLE_COUNTS = 0.65
"""How much a word of the table counts beside the one that was typed."""
PART_COUNTS = 0.15
"""How much a word counts once more when a phrase of the table has taken it up."""
LITTLE = 0.3
SAYS_LITTLE = frozenset(
    stem(word)
    for word in """
        help support people person group community service club local project advice class need care activity someone
        something somewhere anyone living feel feeling want like problem social get find look go do place near me my i am
        can free
    """.split()  # noqa: SIM905 - a list to be read, and added to
)
"""Words that nearly every listing holds: they order what is found, and nothing is found by them alone."""
NAMES_NOTHING = frozenset(
    stem(word)
    for word in """
        help support people person need someone somebody something somewhere anyone feel want like get find look go do
        place near me my i am can a the to for with
    """.split()  # noqa: SIM905 - as above
)
"""Words that name no thing to look for: "someone" or "I need help" asks for whatever the choices and the place allow."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, at most MOST_WORDS."""
    return _WORD.findall(text.lower())[:MOST_WORDS]


def wants(words: str, table: Table = NO_TABLE, *, begun: Sequence[str] = ()) -> list[Want]:
    """Return what is wanted by words as they were typed; `begun` are words that the last one may be the start of."""
    said = words_of(words)
    cut = [stem(word) for word in said]
    phrases_here = _phrases(cut, table)
    if not phrases_here and NAMES_NOTHING.issuperset(cut):
        return []
    found, taken = [], [False] * len(said)
    for start, end, meaning in phrases_here:
        taken[start:end] = [True] * (end - start)
        phrases = dict.fromkeys(meaning.means, TABLE_COUNTS)
        if _stands_alone(said[start:end]):
            phrases[" ".join(said[start:end])] = 1.0
        found.append(Want(phrases))
    for word in dict.fromkeys(said):
        at = [each for each, one in enumerate(said) if one == word]
        if stem(word) in SAYS_LITTLE:
            found.append(Want({word: LITTLE}, weak=True))
        elif all(taken[each] for each in at):
            found.append(Want({word: PART_COUNTS}, weak=True))
        else:
            found.append(Want({word: 1.0, **(dict.fromkeys(begun, 1.0) if word == said[-1] else {})}))
    return found


def corrected(words: str, *, holds: Callable[[str], bool], nearest: Callable[[str], str], table: Table) -> str:
    """Return the words with each that is found nowhere replaced by its nearest, or "" where none is.

    `holds` says whether listings have a word; `nearest` gives a likelier word or "" (an English one has none). Words of
    the table are known: they lead to others.
    """
    known = {each for key in table.rows for each in key}
    said = words_of(words)
    tried = [
        word if len(word) < 4 or not word.isalpha() or stem(word) in known or holds(word) else nearest(word) or word
        for word in said
    ]
    return " ".join(tried) if tried != said else ""


def _stands_alone(words: Sequence[str]) -> bool:
    """Say whether a phrase is worth looking for as it was typed: "on my own" would find every "own"."""
    return len(words) == 1 or len([word for word in words if len(word) > 3 and stem(word) not in SAYS_LITTLE]) > 1


def _phrases(cut: Sequence[str], table: Table) -> list[tuple[int, int, Meaning]]:
    """Return each place where a phrase of the table stands, but not within a longer one."""
    spans: list[tuple[int, int]] = []
    found = []
    for length in range(min(table.longest, len(cut)), 0, -1):
        for start in range(len(cut) - length + 1):
            end = start + length
            if any(begin <= start and end <= finish for begin, finish in spans if finish - begin > length):
                continue
            for meaning in table.rows.get(tuple(cut[start:end]), ()):
                spans.append((start, end))
                found.append((start, end, meaning))
    return found
