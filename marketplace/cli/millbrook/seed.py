"""Settling Millbrook in an empty database: the town, then its August 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.cli.millbrook import august, directory, places, said
from marketplace.cli.millbrook.people import EVERYONE
from marketplace.kernel.outbox.operations import count_as_sent
from marketplace.people.queries import person_by_email

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session


def is_there(session: Session) -> bool:
    """Say whether Millbrook's people already live in this database."""
    return person_by_email(session, email=EVERYONE[0].email) is not None


def settle(session: Session, *, at: datetime, progress: Callable[[str], object]) -> None:
    """Write the whole town in one transaction: stopped half-way, nothing is left behind."""
    town = places.open_town(session, at=at)
    progress(f"  {len(town.people)} people, {len(town.organisations)} organisations, {len(town.listings)} listings")
    result = august.deliver(session, town=town)
    progress(f"  August 2026: {result}")
    said.tell(session, town=town)
    directory.look_after(session, town=town, at=at)
    # Its people heard of all this then. What is written from now on is sent.
    count_as_sent(session, at=at)
