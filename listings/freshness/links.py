"""The link that confirms a page: it holds the number of a prompt and nothing else, signed with the site's secret.

It needs no sign-in, so it lets its holder do one thing only: say that what everyone can read is still right.
"""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "kith.still-right"
PATH = "/still-right/"


def made(prompt_id: int, *, secret: str) -> str:
    """Return the path of a prompt's link."""
    return PATH + str(URLSafeSerializer(secret, salt=SALT).dumps(prompt_id))


def read(token: str, *, secret: str) -> int | None:
    """Return the number of the prompt that a link names; None for one that is not ours, or was changed."""
    try:
        found = URLSafeSerializer(secret, salt=SALT).loads(token)
    except BadSignature:  # what cannot be read at all is one, too
        return None
    return found if isinstance(found, int) and 0 < found < 2**31 else None
