"""Two made-up stories of how money was used in Millbrook. Nobody told them; the people in them do not exist."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from listings.stories.operations import Told, add_story, put_live

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from listings.models import Listing

STORIES = (
    # key, the listings it is about, and the story
    (
        "greenhouse",
        ("harbour", "allotment"),
        Told(
            title="From my window to the allotment",
            first_name="Bill",
            changed_name=True,
            said_yes_on=date(2026, 4, 20),
            words=(
                "After my wife died I did not go out for most of a year. I had some support money, and I did not know what "
                "to do with it.\n\n"
                "A worker from Harbour came on Tuesdays. At first we just made tea. Then we walked to the end of the road, "
                "and one day as far as the allotments. He asked if I used to grow things. I did.\n\n"
                "Now two hours a week are for the allotment. The group there gave me a corner by the shed. I saved some "
                "hours over the winter and used them in spring, when there was digging to do.\n\n"
                "I still have bad days. But the beans need water, so I go."
            ),
        ),
    ),
    (
        "sharing",
        ("harbour", "choir"),
        Told(
            title="Three of us and one worker",
            first_name="Joyce",
            said_yes_on=date(2026, 5, 11),
            words=(
                "I could not face a choir on my own. My money was not enough for someone to come with me each week.\n\n"
                "Two others at the drop-in felt the same. So we share one worker on Thursday nights. Each of us pays a part, "
                "and each of us gets an invoice with only our own part on it.\n\n"
                "The first time I stood at the back and did not sing. No one minded. By the fourth week I sang.\n\n"
                "It costs me a third of what it would alone, and I have two friends out of it."
            ),
            video_url="https://video.kith.example/three-of-us",
            transcript=(
                "Joyce: I never thought I would be the one in the front row.\n\n"
                "Worker: What would you say to someone who is not sure?\n\n"
                "Joyce: Stand at the back. You can go home when you like. Just come."
            ),
        ),
    ),
)


def tell(session: Session, *, listings: Mapping[str, Listing], at: datetime) -> None:
    """Add the stories and show them; flushes, never commits."""
    for key, about, told in STORIES:
        whole = Told(**{**vars(told), "listing_ids": [listings[one].id for one in about]})
        story = add_story(session, told=whole, by_id=None, at=at, submit_key=f"demo:{key}")
        put_live(session, story=story, by_id=None, at=at)
