"""Writing stories: adding, changing, showing and taking back. Each deed is noted; nothing is shown without a yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.stories import rules
from listings.stories.models import Story, StoryLink
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError


@dataclass(frozen=True)
class Told:
    """What staff write of a story: its text, whose yes it has, and the listings it is about."""

    title: str
    first_name: str
    words: str
    changed_name: bool = False
    said_yes_on: date | None = None
    video_url: str = ""
    transcript: str = ""
    listing_ids: Sequence[int] = ()


def add_story(session: Session, *, told: Told, by_id: int | None, at: datetime, submit_key: str) -> Story:
    """Add a story, once for each submit key; it waits until it is shown. Flushes. Raises DomainError for what is amiss."""
    found = session.scalar(select(Story).where(Story.submit_key == submit_key))
    if found is not None:
        return found
    story = Story(submit_key=submit_key, created_at=at)
    _write(session, story, told, at=at)
    audit.note(session, deed="story.added", record=f"story:{story.id}", at=at, by_person_id=by_id)
    return story


def change(session: Session, *, story: Story, told: Told, by_id: int, at: datetime) -> None:
    """Change a story. One that was shown waits again: its teller said yes to other words. Raises DomainError."""
    _write(session, story, told, at=at)
    audit.note(session, deed="story.changed", record=f"story:{story.id}", at=at, by_person_id=by_id)


def put_live(session: Session, *, story: Story, by_id: int | None, at: datetime) -> None:
    """Show a story. Raises DomainError without the day its teller said yes."""
    trouble = rules.why_not_live(said_yes_on=story.said_yes_on, today=london_date(at))
    if trouble:
        raise DomainError(trouble)
    story.status, story.updated_at = "live", at
    session.flush()
    audit.note(session, deed="story.shown", record=f"story:{story.id}", at=at, by_person_id=by_id)


def withdraw(session: Session, *, story: Story, by_id: int, at: datetime) -> None:
    """Take a story out of sight, and forget the yes: to show it again its teller is asked again."""
    story.status, story.said_yes_on, story.updated_at = "withdrawn", None, at
    session.flush()
    audit.note(session, deed="story.withdrawn", record=f"story:{story.id}", at=at, by_person_id=by_id)


def _write(session: Session, story: Story, told: Told, *, at: datetime) -> None:
    trouble = rules.title_trouble(told.title, first_name=told.first_name)
    if told.video_url and not told.transcript:
        trouble = "Write down every word of the video too: not everyone can hear it."
    wanted = list(dict.fromkeys(told.listing_ids))
    known = set(session.scalars(select(Listing.id).where(Listing.id.in_(wanted)))) if wanted else set()
    unknown = [str(number) for number in wanted if number not in known]
    if unknown:
        trouble = f"There is no listing with the number {unknown[0]}."
    if trouble:
        raise DomainError(trouble)
    story.title, story.first_name, story.changed_name = told.title, told.first_name, told.changed_name
    story.words, story.said_yes_on, story.status = told.words, told.said_yes_on, "waiting"
    story.video_url, story.transcript, story.updated_at = told.video_url, told.transcript, at
    kept = {one.listing_id: one for one in story.links}
    story.links = [kept.get(number) or StoryLink(listing_id=number) for number in wanted]
    session.add(story)
    session.flush()
