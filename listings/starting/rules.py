"""What each answer begins with. Pure."""

from __future__ import annotations

ORGANISATION_KINDS = {"organisation": "provider", "peer_group": "group", "neighbourhood": "group"}
"""Who begins → the kind of organisation that is made."""
LISTING_KINDS = {"organisation": "organisation", "peer_group": "peer_group", "neighbourhood": "community_group"}
"""Who begins → the kind of their first page; they can change it in its first step."""


def trouble(who: str) -> str:
    """Return why somebody cannot begin like this, in one sentence, or "" (rules W2, W8)."""
    if who == "alone":
        return (
            "We do not list one person who works alone. The law asks for checks that we cannot make. "
            "Ask a list of workers near you to take you in: we list those."
        )
    return ""
