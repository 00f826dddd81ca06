"""The guides: one template each, in the order in which someone may need them, with the day their facts were checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.kernel.errors import NotFoundError


@dataclass(frozen=True)
class Guide:
    """One guide: its address, name, one line about it, a picture, its template, and when its facts were checked."""

    slug: str
    name: str
    words: str
    picture: str
    template: str
    checked_on: date


CHECKED = date(2026, 11, 24)
"""The day all guides were last held against the law and the figures they name. They are to be checked every year."""

GUIDES = (
    Guide(
        "step-by-step", "Getting support, step by step", "The same seven steps for everyone", "activity",
        "marketplace/pages/guides/step_by_step.html", CHECKED,
    ),
    Guide(
        "six-ways-to-hold-money", "Six ways to hold your money", "Who can look after support money, and what that means",
        "money", "marketplace/pages/guides/six_ways_to_hold_money.html", CHECKED,
    ),
    Guide(
        "your-own-worker", "If you employ your own worker", "Insurance, payslips, a pension and checks", "together",
        "marketplace/pages/guides/your_own_worker.html", CHECKED,
    ),
    Guide(
        "someone-on-your-side", "Someone on your side", "A person who helps you be heard", "talk",
        "marketplace/pages/guides/someone_on_your_side.html", CHECKED,
    ),
    Guide(
        "your-rights", "Your rights", "What you can ask for, and what nobody may do", "share",
        "marketplace/pages/guides/your_rights.html", CHECKED,
    ),
    Guide(
        "how-to-complain", "How to complain", "Who to tell first, and who comes next", "phone",
        "marketplace/pages/guides/how_to_complain.html", CHECKED,
    ),
)  # fmt: skip


def guide(slug: str) -> Guide:
    """Return the guide with an address. Raises NotFoundError."""
    found = next((one for one in GUIDES if one.slug == slug), None)
    if found is None:
        raise NotFoundError("There is no such guide.")
    return found
