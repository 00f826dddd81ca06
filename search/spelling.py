"""The likelier word for one that is found nowhere: SymSpell over the words of the listings. English words stay as they are.

"Gentle" may be in no listing and must not become "centre": only what is no word at all is taken for a slip.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

SHORTEST, LONGEST = 4, 24
COUNTS_TWO = 7
"""From this many letters on two slips are mended, below it one."""


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Return 82,000 English words, as the library of the spelling brings them."""
    text = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in text.splitlines() if line)


class Speller:
    """Knows the words of an index. New words are added as they come; one that has gone does no harm."""

    def __init__(self, vocabulary: Callable[[], Mapping[str, int]]) -> None:
        """Keep where the words come from: they are asked for at the first slip."""
        self._vocabulary = vocabulary
        self._known: dict[str, int] = {}
        self._spelling = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        self._lock = threading.Lock()

    def nearest(self, word: str) -> str:
        """Return the nearest word of the listings that begins alike, or "" for an English word and where none is near."""
        if not SHORTEST <= len(word) <= LONGEST or word in english():
            return ""
        with self._lock:
            self._learn()
            most = 2 if len(word) >= COUNTS_TWO else 1
            found = self._spelling.lookup(word, Verbosity.CLOSEST, max_edit_distance=most)
        return next((one.term for one in found if one.term[0] == word[0]), "")

    def _learn(self) -> None:
        vocabulary = self._vocabulary()
        for word in vocabulary.keys() - self._known.keys():
            if SHORTEST <= len(word) <= LONGEST and word.isalpha():
                self._spelling.create_dictionary_entry(word, vocabulary[word])
            self._known[word] = vocabulary[word]
