"""What the index keeps of a document, and how its words are cut into stems."""

from __future__ import annotations

import json
from typing import Any

from whoosh import fields
from whoosh.analysis import StemmingAnalyzer

from search.embedding import key_of, text_of
from search.engine import Document

ANALYSER = StemmingAnalyzer()
SCHEMA = fields.Schema(
    listing_id=fields.ID(unique=True, stored=True),
    facts=fields.STORED,
    name=fields.TEXT(analyzer=ANALYSER),
    tags=fields.TEXT(analyzer=ANALYSER),
    body=fields.TEXT(analyzer=ANALYSER),
    plain=fields.TEXT(phrase=False),
)
MOST_LETTERS = 500


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text in order, without small words like "the"."""
    return tuple(token.text for token in ANALYSER(text[:MOST_LETTERS]))


def stored(one: Document) -> dict[str, Any]:
    """Return a document as the index takes it."""
    facts = {
        "id": one.listing_id, "name": one.name, "fingerprint": one.fingerprint, "point": one.point,
        "facets": {name: list(values) for name, values in one.facets.items()}, "anywhere": one.anywhere,
        "freshness": one.freshness,
        "text": key_of(text_of(one)),
    }  # fmt: skip
    return {
        "listing_id": str(one.listing_id), "facts": json.dumps(facts), "name": one.name, "tags": one.tags,
        "body": one.body, "plain": f"{one.name} {one.tags} {one.body}",
    }  # fmt: skip
