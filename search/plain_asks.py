"""What people say in words that is a choice or a place: "someone today", "free yoga", "choir in Sale". Pure.

What is read this way is taken out of the words and shown as a part that can be taken away, so nothing is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from search.query import Asked

_TODAY = r"(?:later )?(?:today|tonight|this (?:morning|afternoon|evening)|right now|straight away|same[- ]day)"
_SOMEBODY = re.compile(r"\b(?:someone|somebody|help|support|worker|carer|visit)\b")
_FREE = (
    r"^free\b(?! (?:from|of|to|speech|will)\b)",
    r"\bfor free\b|\bfree of charge\b|\bno cost\b",
    r"(?<!-)(?<!drug )(?<!alcohol )(?<!step )(?<!smoke )\bfree$",
)
_CHOICES: Mapping[str, tuple[str, str]] = {
    "|".join(_FREE): ("price", "free"),
    r"\bonline\b(?! safety)|\bby video\b|\bon zoom\b": ("how", "online"),
    r"\b(?:by|over the) (?:tele)?phone\b": ("how", "phone"),
    r"\b(?:in the|on) evenings?\b|\bafter work\b": ("time", "evening"),
    r"\b(?:in the|on) mornings?\b": ("time", "morning"),
    r"\bstep[- ]free\b|\bwheelchair access(?:ible)?\b": ("getting_in", "step_free"),
}
_PLACE = re.compile(r"\s+(?:near|in|around|close to)\s+(?P<place>[\w' -]{2,40})$", re.IGNORECASE)
_NEAR_ME = re.compile(r"\b(?:near|close to|around) (?:me|here|my home)\b", re.IGNORECASE)


def with_choices(asked: Asked, *, on: date) -> Asked:
    """Return a search with the choices that its words name taken out of them, on a London day.

    "Today" asks for help on the same day where it is about a person, else for what is open on that weekday.
    """
    words = asked.words
    choices: dict[str, list[str]] = {name: list(values) for name, values in asked.choices.items()}
    if re.search(rf"\b{_TODAY}\b", words, re.IGNORECASE):
        which = ("support", "same_day") if _SOMEBODY.search(words.lower()) else ("day", str(on.weekday()))
        words = _choose(words, rf"\b{_TODAY}\b", which, choices)
    for pattern, which in _CHOICES.items():
        words = _choose(words, pattern, which, choices)
    words = " ".join(_NEAR_ME.sub(" ", words).split())
    return replace(asked, words=words, choices={name: sorted(set(values)) for name, values in choices.items()})


def place_in(words: str) -> tuple[str, str] | None:
    """Return words without the place they end with, and the place, or None: "choir in Sale" is ("choir", "Sale").

    Whoever asks must see whether there is such a place: "help in a crisis" names none.
    """
    found = _PLACE.search(words)
    return (words[: found.start()].strip(), found["place"].strip()) if found and found.start() else None


def _choose(words: str, pattern: str, which: tuple[str, str], choices: dict[str, list[str]]) -> str:
    rest = re.sub(pattern, " ", words, flags=re.IGNORECASE)
    if rest == words:
        return words
    choices.setdefault(which[0], []).append(which[1])
    return " ".join(rest.split())
