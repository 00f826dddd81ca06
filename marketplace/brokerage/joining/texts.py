"""What is written to people about joining: neutral, no name anywhere (rules G4, K16)."""

from __future__ import annotations

ASKED = "Someone would like to join"
ASKED_WORDS = "Someone asks to join you, or offers to help. Look at what they say, and answer when you can."
ANSWERED = "You have an answer"
ANSWERED_WORDS = "There is an answer to what you asked to join. Open the page to read it."
