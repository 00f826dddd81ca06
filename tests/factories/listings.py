"""Things that can be found, made through the site's own operations."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from listings.models import Listing
from listings.operations import add_listing

_numbers = count(1)


def make_listing(session: Session, *, at: datetime, name: str = "Tea and Talk", **facts: Any) -> Listing:
    """Add a free drop-in or something else, live, with a name of its own where none is given twice."""
    told = {"kind": "drop_in", "free": True, "town": "Millbrook", **facts}
    return add_listing(session, at=at, source="test", source_key=f"thing-{next(_numbers)}", name=name, **told)
