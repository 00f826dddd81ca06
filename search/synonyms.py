"""Words people use and the words listings use: a first plain table. Phrases are looked for before single words."""

from __future__ import annotations

SYNONYMS: dict[str, tuple[str, ...]] = {
    "someone to talk to": ("listening", "talk", "befriending", "peer", "counselling", "support"),
    "somewhere to go": ("drop-in", "cafe", "centre", "club"),
    "has died": ("bereavement", "grief", "loss"),
    "died": ("bereavement", "grief", "loss"),
    "lonely": ("befriending", "company", "social", "friends", "isolated"),
    "loneliness": ("befriending", "company", "social", "friends", "isolated"),
    "sad": ("low mood", "depression"),
    "worried": ("anxiety", "worry"),
    "stressed": ("anxiety", "stress", "worry"),
    "ex-army": ("veterans", "served", "armed forces"),
    "army": ("veterans", "served", "armed forces"),
    "gay": ("lesbian", "lgbt", "rainbow"),
    "drinking": ("alcohol",),
    "drugs": ("substance", "addiction"),
    "hungry": ("food bank", "food", "meal"),
    "food parcels": ("food bank",),
    "debt": ("money", "advice"),
    "deaf": ("sign language", "bsl"),
    "carer": ("carers", "look after"),
    "lifts": ("transport", "driver"),
    "allotment": ("gardening",),
    "garden": ("gardening", "allotment"),
    "today": ("same day",),
}


def expand(words: str) -> list[str]:
    """Return other words worth looking for beside those given (lower weight), in table order."""
    text = f" {' '.join(words.lower().split())} "
    found: list[str] = []
    for phrase, others in SYNONYMS.items():
        if f" {phrase} " in text:
            found += [other for other in others if other not in found]
    return found
