"""Reading stories. Only live ones are anyone's to see; staff see all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from listings.models import Listing
from listings.stories.models import Story, StoryLink
from marketplace.kernel.errors import NotFoundError

PAGE_SIZE = 20


def live_stories(session: Session, *, page: int = 1) -> Sequence[Story]:
    """Return a page of live stories, newest first."""
    wanted = select(Story).where(Story.status == "live").order_by(Story.id.desc())
    return session.scalars(wanted.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all()


def count_live(session: Session) -> int:
    """Return how many stories are live."""
    return session.scalar(select(func.count()).select_from(Story).where(Story.status == "live")) or 0


def live_story(session: Session, *, story_id: int) -> Story:
    """Return a live story. Raises NotFoundError, for one that was taken back too."""
    found = session.scalar(select(Story).where(Story.id == story_id, Story.status == "live"))
    if found is None:
        raise NotFoundError("That story is not here. It may have been taken back.")
    return found


def listings_of(session: Session, *, story: Story) -> Sequence[Listing]:
    """Return the live listings that a story is about, by name."""
    return session.scalars(
        select(Listing)
        .join(StoryLink, StoryLink.listing_id == Listing.id)
        .where(StoryLink.story_id == story.id, Listing.status == "live")
        .order_by(Listing.name)
    ).all()


def of_listing(session: Session, *, listing_id: int, most: int = 3) -> Sequence[Story]:
    """Return the newest live stories about a listing."""
    return session.scalars(
        select(Story)
        .join(StoryLink, StoryLink.story_id == Story.id)
        .where(StoryLink.listing_id == listing_id, Story.status == "live")
        .order_by(Story.id.desc())
        .limit(most)
    ).all()


def changed_days(session: Session, *, most: int) -> Sequence[tuple[int, datetime]]:
    """Return the numbers of the newest live stories, and when each was last changed."""
    wanted = select(Story.id, Story.updated_at).where(Story.status == "live").order_by(Story.id.desc())
    return session.execute(wanted.limit(most)).tuples().all()


def every_story(session: Session, *, most: int = 200) -> Sequence[Story]:
    """Return the newest stories in any state, for staff."""
    return session.scalars(select(Story).order_by(Story.id.desc()).limit(most)).all()


def any_story(session: Session, *, story_id: int) -> Story:
    """Return a story in any state with what it is about, for staff. Raises NotFoundError."""
    found = session.scalar(select(Story).where(Story.id == story_id).options(selectinload(Story.links)))
    if found is None:
        raise NotFoundError
    return found
