"""Noting that facts were checked, keeping each page's freshness, and asking whoever runs a page about it (rule D3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from listings.freshness import queries
from listings.freshness.models import FreshnessPrompt
from listings.freshness.queries import Due, fingerprint
from listings.freshness.rules import after_check
from listings.freshness.texts import Asked, notice
from listings.models import Listing
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import in_parts
from marketplace.kernel.errors import DomainError
from marketplace.people.preferences.operations import Notice, tell_many

AT_ONCE = 1000
"""Whole listings that are held in memory at a time."""


def note_checked(listing: Listing, names: Iterable[str], on: date) -> None:
    """Note that facts of a page were checked on a day: "price", "times", "places", a column's name, or "all" for the page.

    Once all of it is checked it is fresh again, at once. Does not flush.
    """
    listing.checked_on, listing.facts_checked = after_check(listing.checked_on, listing.facts_checked, names, on)
    if listing.checked_on == on:
        listing.freshness = ""


def set_freshness(session: Session, *, tell: Callable[[Session, Sequence[int]], None], at: datetime) -> int:
    """Bring each live listing's freshness up to date; return how many changed.

    A few statements however many there are, so that on SQLite nobody waits long. No object is changed by them, so nobody
    who listens to objects hears of it: `tell` is given the numbers of what changed, for search to index in this transaction.
    """
    changed = queries.to_change(session, on=london_date(at))
    for state in sorted(set(changed.values())):
        for some in in_parts([number for number, should in changed.items() if should == state]):
            wanted = update(Listing).where(Listing.id.in_(some)).values(freshness=state)
            session.execute(wanted.execution_options(synchronize_session=False))
    tell(session, list(changed))
    return len(changed)


def ask(session: Session, *, link: Callable[[int], str], at: datetime) -> int:
    """Write what is due to be asked to whoever runs the pages, one message an organisation; return how many prompts.

    `link` turns a prompt's number into the whole address that answers it. An organisation in which nobody is staff today
    is not asked: there is nobody to read it.
    """
    today = london_date(at)
    found = queries.due_now(session, on=today)
    people = queries.staff_of(session, organisation_ids={one.organisation_id for one in found}, on=today)
    wanted = [one for one in found if one.organisation_id in people]
    asked: dict[int, list[Asked]] = {}
    for one, number in zip(wanted, _keep(session, wanted, at=at), strict=True):
        asked.setdefault(one.organisation_id, []).append(Asked(one.name, one.about, link(number)))
    notices = [
        Notice(person_id, *notice(pages, by_mail=way == "email"))
        for organisation_id, pages in asked.items()
        for person_id, way in people[organisation_id]
    ]
    tell_many(session, notices=notices, at=at)
    return len(wanted)


def confirm(session: Session, *, prompt: FreshnessPrompt, listing: Listing, at: datetime) -> None:
    """Note that whoever was asked says that it is all still right. Flushes. Raises DomainError where the link cannot be used."""
    if queries.trouble(prompt, listing, on=london_date(at)):
        raise DomainError("This link cannot be used any more.")
    note_checked(listing, [prompt.about], london_date(at))
    listing.updated_at = at
    prompt.answered_at, prompt.answer = at, "right"
    session.flush()
    audit.note(session, deed="page.confirmed", record=f"listing:{listing.id}", at=at, by_person_id=None)


def _keep(session: Session, wanted: Sequence[Due], *, at: datetime) -> list[int]:
    """Write a prompt for each; return their numbers in the same order."""
    numbers: dict[tuple[int, str], int] = {}
    for some in in_parts(wanted, size=AT_ONCE):
        whole = queries.whole(session, listing_ids=[one.listing_id for one in some])
        rows = [
            {
                "listing_id": one.listing_id, "about": one.about, "asked_at": at, "answer": "",
                "fingerprint": fingerprint(whole[one.listing_id], one.about),
            }
            for one in some
        ]  # fmt: skip
        # Told by what they are about: rows that come back in no order go in together.
        made = insert(FreshnessPrompt).returning(FreshnessPrompt.listing_id, FreshnessPrompt.about, FreshnessPrompt.id)
        numbers |= {(listing_id, about): number for listing_id, about, number in session.execute(made, rows)}
    return [numbers[one.listing_id, one.about] for one in wanted]
