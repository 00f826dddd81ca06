"""The texts of an agreement, as they are shown and kept: terms, the 14-day right, early start, the form to cancel.

And what is written to people about it: neutral, no name anywhere (rules G4, K16).
"""

from __future__ import annotations

from datetime import date

from marketplace.kernel.filters import long_date, short_date

OFFERED = "You have an answer"
OFFERED_WORDS = "It is a yes. Read what they offer, and then say yes or no. Nothing is agreed until you do, and nothing costs money yet."
AGREED = "Someone has said yes"
AGREED_WORDS = "Someone has said yes to what you offer. Visits can be planned now."
DECLINED = "Someone has said no"
DECLINED_WORDS = "Someone has said no to what you offered. There is nothing you need to do."
ENDED = "An agreement has ended"
ENDED_WORDS = "Someone has ended their agreement with you. Look at what is still planned."
TRAVEL_NOTE = "You pay for miles only when you choose to go in your worker’s car."


def terms(*, provider: str, notice_days: int, saved_hours_policy: str) -> str:
    """Return a provider's ordinary terms in plain words; it may change them before it sends them."""
    days = "the day before" if notice_days == 1 else f"{notice_days} days before, by the same time of day"
    saved = (
        "Hours you save cost nothing now. You pay for them on the day you use them."
        if saved_hours_policy == "charge_when_used"
        else "Hours you save are already paid for. When you use them you pay only a difference in price."
    )
    return (
        f"{provider} gives the support written here. You choose the worker and the days.\n"
        f"You can cancel a visit for nothing if you say so {days}. "
        "After that you pay for the visit, because a worker is already booked for you.\n"
        f"{saved}\n"
        "The prices here stay as they are until you say yes to new ones.\n"
        "You can end this at any time. Nobody may stop your support because you did not fill in a form."
    )


def cancel_right(*, provider: str, address: str, phone: str, last_day: date) -> str:
    """Return the 14-day text, kept word for word with the time it was shown (rules C1, C2, C3)."""
    return (
        f"You can change your mind for any reason until the end of {long_date(last_day)}. "
        f"Tell {provider} in any clear way: ring {phone}, write to {address}, or press “End this agreement” on this page.\n"
        "If you asked for support to start before then and had some, you pay only for what you had. "
        "If you had none, you pay nothing."
    )


def early_start(*, from_day: date) -> str:
    """Return the early-start words beside the box that is never ticked beforehand (rule C3)."""
    return (
        f"Please start before {short_date(from_day)}. I know I must pay for the help I have had, "
        "and once it is all done I cannot cancel."
    )


def cancel_form(*, provider: str, address: str) -> str:
    """Return the form a person may copy to cancel (the regulations' own model, in plain words)."""
    return f"To {provider}, {address}: I cancel my agreement for support. My name: … My address: … Date: …"
