"""How it stands with what somebody said, in words to them."""

from __future__ import annotations

STATES = {
    "waiting": "We will read it soon. Until then nobody else sees it",
    "live": "Everyone can read it, without your name",
    "declined": "We did not show it",
    "withdrawn": "You took it back. Nobody sees it",
}
