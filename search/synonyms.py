"""The table of what people say and what listings say: ours as shipped, with what this site's staff changed laid over it."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = threading.Lock()  # the stemmer keeps the word it is at in itself
_FILE = Path(__file__).with_name("synonyms.toml")


@dataclass(frozen=True)
class Meaning:
    """One row of the table: what people say, and what listings say."""

    said: Sequence[str]
    means: Sequence[str]

    @property
    def key(self) -> str:
        """Return what names the row: the first thing people say."""
        return self.said[0].lower() if self.said else ""


@dataclass(frozen=True)
class Table:
    """The rows, by the stems of what people say."""

    rows: Mapping[tuple[str, ...], Sequence[Meaning]] = field(default_factory=dict)
    longest: int = 0


NO_TABLE = Table()


@lru_cache(maxsize=1)
def shipped() -> tuple[Meaning, ...]:
    """Return the rows that come with the site."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["meaning"]
    return tuple(Meaning(tuple(row["said"]), tuple(row["means"])) for row in rows)


def table_of(meanings: Sequence[Meaning]) -> Table:
    """Return rows ready to be looked things up in."""
    rows: dict[tuple[str, ...], list[Meaning]] = {}
    for one in meanings:
        for said in one.said:
            if key := tuple(stem(word) for word in said.lower().replace("-", " ").split()):
                rows.setdefault(key, []).append(one)
    return Table(rows, max(map(len, rows), default=0))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a word in small letters: "walks" and "walking" are both "walk"."""
    plain = word.replace("’", "'").removesuffix("'s").replace("'", "")
    with _STEMMING:
        return str(_STEMMER.stemWord(plain))
