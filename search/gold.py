"""How well search answers plain questions: mean nDCG@10 over questions whose right answers people marked.

A corpus is a CSV of charities (`org_id`, `name`, `activities`, `objects`); of it only name, activities and objects are
indexed. Questions are JSON: `{"queries": [{"query": "…", "tags": […]}]}`; an organisation is right for a question when its
column `UKCAT` holds any of the tags. The tags are read only after the run is finished.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from search.engine import Document, Query, SearchEngine
from search.spelling import Speller
from search.synonyms import Table
from search.understanding import corrected, wants

TOP = 10
LONGEST_FIELD = 10**7


def documents(corpus: Path) -> tuple[list[Document], list[str]]:
    """Return the corpus as documents, numbered from 0, and the organisation of each."""
    rows = _rows(corpus)
    made = [
        Document(
            listing_id=at, fingerprint="", name=row["name"], tags="", body=f"{row['activities']}\n{row['objects']}"
        )
        for at, row in enumerate(rows)
    ]
    return made, [row["org_id"] for row in rows]


def run(
    engine: SearchEngine, *, questions: Iterable[str], organisations: Sequence[str], table: Table
) -> dict[str, list[str]]:
    """Return question → organisations, best first."""
    speller = Speller(engine.vocabulary)
    found = {}
    for question in questions:
        words = corrected(question, holds=engine.holds, nearest=speller.nearest, table=table) or question
        page = engine.search(Query(wants=wants(words, table), size=TOP, said=words))
        found[question] = [organisations[hit.listing_id] for hit in page.hits]
    return found


def scores(ranked: Mapping[str, Sequence[str]], *, gold: Path, corpus: Path) -> dict[str, float]:
    """Return question → nDCG@10 with right or wrong as the only gain; questions with no right answer are left out."""
    tagged = {row["org_id"]: set(row["UKCAT"].split(";")) for row in _rows(corpus)}
    made = {}
    for one in questions_of(gold):
        right = {name for name, tags in tagged.items() if tags & set(one["tags"])}
        if right:
            made[one["query"]] = _ndcg(ranked.get(one["query"], ()), right)
    return made


def questions_of(gold: Path) -> list[dict[str, Any]]:
    """Return the questions of a file, each with its text and tags."""
    return list(json.loads(gold.read_text(encoding="utf-8"))["queries"])


def _ndcg(ranked: Sequence[str], right: set[str]) -> float:
    gain = sum(1 / math.log2(at + 2) for at, one in enumerate(ranked[:TOP]) if one in right)
    return gain / sum(1 / math.log2(at + 2) for at in range(min(TOP, len(right))))


def _rows(corpus: Path) -> list[dict[str, str]]:
    csv.field_size_limit(LONGEST_FIELD)
    with corpus.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
