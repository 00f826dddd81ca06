"""How a picture stands, in words."""

from __future__ import annotations

STATES = {
    "waiting": "We have not looked at it yet. Nobody else sees it",
    "live": "Everyone sees it",
    "declined": "We did not take it",
}
