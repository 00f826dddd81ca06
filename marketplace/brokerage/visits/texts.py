"""What is written to people about visits: neutral, no name anywhere (rules G4, K16)."""

from __future__ import annotations

PLANNED = "You have a new visit"
PLANNED_WORDS = "A new visit is planned for you. Look at when and where."
CANCELLED = "A visit is cancelled"
CANCELLED_WORDS = "One of your visits is cancelled. Look at what is still planned."
RECORDED = "A visit to look at"
RECORDED_WORDS = (
    "Your worker has written down a visit. Tell us if it is right. If it is not, it stays off your invoice."
)
NOT_RIGHT = "Something to check"
NOT_RIGHT_WORDS = "Someone says that a visit is not right as it was written down. Look at it and put it right together."
