"""A story in words: who tells it, and how it stands."""

from __future__ import annotations

from listings.stories.models import Story

STATES = {"waiting": "Not shown yet", "live": "Shown", "withdrawn": "Taken back"}


def teller(story: Story) -> str:
    """Return who tells it: "Sam" or "Sam (not their own name)"."""
    return f"{story.first_name} (not their own name)" if story.changed_name else story.first_name


def parts(text: str) -> list[str]:
    """Return the paragraphs of a text: what stands between empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def first_words(story: Story, *, most: int = 160) -> str:
    """Return how it begins, cut at a word."""
    text = " ".join(story.words.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
