"""How easily a text reads: the Flesch-Kincaid grade, the years of school it takes (row A32)."""

from __future__ import annotations

FEWEST_WORDS = 12
"""Below this a grade says nothing."""


def grade(text: str) -> float | None:
    """Return the reading grade of a text to one decimal, or None where it is too short to say."""
    if len(text.split()) < FEWEST_WORDS:
        return None
    # Its list of syllables takes half a second to load, which no page that does not need it should wait for.
    import textstat  # noqa: PLC0415

    stopped = ". ".join(part.rstrip(". ") for part in text.splitlines() if part.strip())
    return max(0.0, round(float(textstat.flesch_kincaid_grade(f"{stopped}.")), 1))
