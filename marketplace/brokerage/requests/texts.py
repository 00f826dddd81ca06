"""What is written to people about asking and answering: neutral, no name anywhere (rules G4, K16)."""

from __future__ import annotations

ASKED = "Someone is asking you"
ASKED_WORDS = "Someone is asking for your support. Look at what they ask for, and answer when you can."
TAKEN_BACK = "Someone no longer asks"
TAKEN_BACK_WORDS = "Someone has taken back what they asked you for. There is nothing you need to do."
ANSWERED = "You have an answer"
NO_WORDS = "It is a no this time, and they tell you why. You can ask others."
