"""What is written to whoever runs a page: subject, words and the page it leads to. Subjects tell nothing (rule G4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SUBJECT = "Is what your pages say still right?"
PATH = "/provider/listings"
ABOUT = {"all": "the whole page", "price": "what it costs", "places": "places left and the wait"}


@dataclass(frozen=True)
class Asked:
    """One page that is asked about: its name, what about it, and the link that answers."""

    name: str
    about: str
    link: str


def notice(pages: Sequence[Asked], *, by_mail: bool) -> tuple[str, str, str]:
    """Return subject, words and path for one organisation's pages.

    In a mail each page has its own link. A text, a letter or a call would drown in them: it says how many there are.
    """
    many = f"{len(pages)} of your pages" if len(pages) > 1 else "one of your pages"
    if not by_mail:
        return SUBJECT, f"Please look at {many}. Sign in to see which, and say that they are still right.", PATH
    each = "\n\n".join(f"{one.name} ({ABOUT[one.about]})\n{one.link}" for one in pages)
    words = (
        f"Nobody has checked {many} for some time. People go by what they read there.\n\n"
        "Open each link. If it is all still right, press one button. You do not need to sign in.\n\n"
        f"{each}\n\n"
        "If something has changed, sign in and change it."
    )
    return SUBJECT, words, PATH
