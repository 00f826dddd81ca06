"""What people tell the site: a story, a report about a listing, something missing; and looks at a listing."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from sqlalchemy.orm import Session

from listings.looks.models import ListingLooks
from listings.models import Listing
from listings.reports.models import ListingReport
from listings.reports.operations import send
from listings.stories.models import Story
from listings.stories.operations import Told, add_story, put_live
from search.missing.operations import tell

_numbers = count(1)


def make_story(
    session: Session, *, at: datetime, about: tuple[Listing, ...] = (), live: bool = True, **facts: object
) -> Story:
    """Add a story with a yes from 1 May 2026, shown unless `live` is false."""
    told = {"title": "A walk each day", "first_name": "Pat", "words": "I went out.\n\nIt was good.",
            "said_yes_on": date(2026, 5, 1), "listing_ids": [one.id for one in about], **facts}  # fmt: skip
    story = add_story(session, told=Told(**told), by_id=None, at=at, submit_key=f"factory-story-{next(_numbers)}")
    if live:
        put_live(session, story=story, by_id=None, at=at)
    return story


def make_report(session: Session, *, listing: Listing, at: datetime, **facts: str) -> ListingReport:
    """Send a report about a listing, with a way to answer."""
    sent = {"kind": "wrong", "words": "The day is wrong.", "reach": "01632 960499", **facts}
    return send(session, listing=listing, at=at, submit_key=f"factory-report-{next(_numbers)}", **sent)


def make_missing(session: Session, *, on: date, words: str = "a chess club", outcode: str = "SK22") -> None:
    """Tell that something is missing."""
    tell(session, words=words, outcode=outcode, on=on, submit_key=f"factory-missing-{next(_numbers)}")


def make_looks(session: Session, *, listing: Listing, on: date, number: int = 7) -> None:
    """Count looks at a listing on a day."""
    session.add(ListingLooks(listing_id=listing.id, day=on, number=number))
    session.flush()
