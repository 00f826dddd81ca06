"""What is written to people about what somebody said: neutral, no name and nothing of what was said (rules G4, K16)."""

from __future__ import annotations

LOOKED_AT = "We looked at what you wrote"
SHOWN_WORDS = "Thank you. Everyone can read it now, without your name. You can take it back at any time."
NOT_SHOWN_WORDS = "We do not show it as it is. Open it to see why. You can change it and send it again."
SAID = "Someone said how it was"
SAID_WORDS = (
    "Someone who had support from you said how it was, and everyone can read it now. You can write one answer to it."
)
ANSWERED = "There is an answer to what you wrote"
ANSWERED_WORDS = "Those who gave you support have written an answer to what you said. You can read it here."
YOUR_ANSWER = "We looked at your answer"
ANSWER_SHOWN_WORDS = "Your answer shows now, below what the person said."
ANSWER_NOT_SHOWN_WORDS = "We do not show your answer as it is. Open it to see why. You can change it and send it again."
