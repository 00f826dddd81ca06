"""An embedder that needs no files: each word points its own way, and words of one meaning point the same way."""

from __future__ import annotations

import hashlib
import re

import numpy as np

ALIKE = {"crochet": "wool", "knitting": "wool", "yarn": "wool", "canine": "dog", "puppies": "dog"}
SIZE = 64


class MadeEmbedder:
    """Adds up a direction for each word of a text; counts what it was asked."""

    def __init__(self, name: str = "made") -> None:
        """Keep the name."""
        self.name = name
        self.asked: list[str] = []

    def vectors(self, texts):
        """Return the direction of each text."""
        self.asked += texts
        return np.array([_direction(text) for text in texts], dtype=np.float32).reshape(len(texts), SIZE)


def _direction(text):
    total = np.zeros(SIZE)
    for word in re.findall(r"\w+", text.lower()) or [""]:
        seed = hashlib.sha256(ALIKE.get(word, word).encode()).digest()[:8]
        total += np.random.default_rng(int.from_bytes(seed, "big")).standard_normal(SIZE)
    return total / np.linalg.norm(total)
