"""What Robin looks after: a made-up list of the care regulator, a page that somebody says is theirs, one to keep an eye on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from listings.claiming.operations import claim
from listings.regulator.operations import bring_in
from listings.regulator.reading import Place
from listings.watching.operations import put_on_watch
from marketplace.kernel.clock import london_date

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from marketplace.cli.millbrook.places import Town

PLACES = (
    Place("1-9990000001", "Brightwater Home Support", "1-9990000100", "Brightwater Home Support Ltd", "SK22 9XX", "Good",
          date(2025, 3, 3)),
    Place("1-9990000002", "Weir House", "1-9990000200", "Weir Homes Ltd", "SK22 9XX"),
)  # fmt: skip


def look_after(session: Session, *, town: Town, at: datetime) -> None:
    """Bring the list in, let Jo say that a page is Harbour's, and keep an eye on another. Flushes."""
    today = london_date(at)
    bring_in(session, places=PLACES, dated=today - timedelta(days=today.day - 1), at=at)
    claim(
        session, listing=town.listings["doorstep"], organisation_id=town.organisations["harbour"].id,
        person_id=town.people["jo"].id, words="We took over the calls in spring. Ring the number and ask.", at=at,
    )  # fmt: skip
    put_on_watch(
        session, listing_id=town.listings["choir"].id, why="Two people say that it moved to another hall.",
        by_id=town.people["robin"].id, at=at, look_again_on=today + timedelta(days=7),
    )  # fmt: skip
