"""Ways and needs in words, for the person and, as a flag, for each provider they chose (rule X3)."""

from __future__ import annotations

from marketplace.people.preferences.models import Preferences

WAYS = {"email": "By email", "text": "By text", "post": "By letter", "phone": "By phone"}
NEEDS = {
    "large_print": "Large print",
    "easy_read": "Easy words and pictures",
    "read_aloud": "Someone to read things to me",
    "interpreter": "Someone to interpret",
    "bsl": "British Sign Language",
    "text_relay": "Relay UK, or typing instead of talking",
    "more_time": "More time to answer",
    "someone_with_me": "Someone with me when we talk",
    "quiet": "A quiet place to talk",
}


def flags(said: Preferences | None) -> list[str]:
    """Return the help someone needs to communicate, one short line each; empty when they have said nothing."""
    if said is None:
        return []
    found = [NEEDS[one] for one in said.needs if one in NEEDS]
    if said.language:
        found.append(f"Language: {said.language}")
    if said.other_help:
        found.append(said.other_help)
    return found


def way_words(said: Preferences | None) -> str:
    """Return how to reach someone: "By text. Best after 2 pm."."""
    if said is None:
        return WAYS["email"]
    return WAYS[said.way] + (f". {said.best_time}" if said.best_time else "")
