"""Saying how support was, taking it back, one answer to it, and the yes or no of staff to each (rules C8, G7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from listings.models import Listing
from listings.reviews import queries, rules, texts
from listings.reviews.models import Review
from marketplace.kernel import audit
from marketplace.kernel.db import add_once
from marketplace.kernel.errors import DomainError
from marketplace.organisations.operations import tell_members
from marketplace.people.preferences.operations import tell

DECIDED = "Somebody has decided on this already, or it was taken back."
CHANGED = "This was changed or decided on since you opened it. Read it again."
SHOWN = "Everyone can read it now, so it stays as it is. To change it, take it back first."


@dataclass(frozen=True)
class Said:
    """What somebody says: whether they would have them again ("yes", "maybe", "no"), and how it was in their words."""

    again: str
    words: str


@dataclass(frozen=True)
class Had:
    """The support it comes from, once ("visit:12"): whose it was, of what listing, in what month (its first day)."""

    source: str
    person_id: int
    listing: Listing
    happened_in: date


def say(session: Session, *, had: Had, said: Said, at: datetime) -> Review:
    """Keep what somebody says of support they had; it waits to be read. Once for each source: a second press changes it.

    Whoever calls this has seen that the support took place and was theirs (rule C8). Flushes. Raises DomainError for
    words that tell how to reach somebody, for what shows already, and where nobody keeps the listing.
    """
    if had.listing.organisation_id is None:
        raise DomainError("Nobody keeps their page here, so there is no place for this.")
    found = queries.own(session, source=had.source, person_id=had.person_id)
    if found is None:
        _check(said.words)
        made = Review(
            listing_id=had.listing.id, organisation_id=had.listing.organisation_id, person_id=had.person_id,
            source=had.source, happened_in=had.happened_in, again=said.again, words=said.words, written_at=at,
        )  # fmt: skip
        if add_once(session, made):
            _note(session, made, "written", by_id=had.person_id, at=at)
            return made
        found = queries.own(session, source=had.source, person_id=had.person_id)
        assert found is not None
    _change(session, found, said, at=at)
    return found


def take_back(session: Session, *, review: Review, at: datetime) -> None:
    """Take back what one said: nobody sees it or its answer any more. Pressed again, nothing changes. Flushes."""
    if review.status == "withdrawn":
        return
    review.status = "withdrawn"
    session.flush()
    _note(session, review, "withdrawn", by_id=review.person_id, at=at)


def answer(session: Session, *, review: Review, words: str, by_id: int, at: datetime) -> None:
    """Keep the organisation's one answer to words that show; it waits to be read. Flushes.

    Raises DomainError for words that tell how to reach somebody, and once an answer shows.
    """
    if review.status != "live":
        raise DomainError("This does not show any more.")
    if review.reply_status == "live":
        raise DomainError("Your answer shows already, and there is one answer for each.")
    _check(words)
    if review.reply_status == "waiting" and review.reply == words:
        return
    review.reply, review.reply_status, review.reply_reason = words, "waiting", ""
    review.reply_written_at, review.reply_by_id = at, by_id
    session.flush()
    _note(session, review, "answered", by_id=by_id, at=at)


def decide(
    session: Session, *, review: Review, seen: str, show: bool, reason: str, by_id: int, at: datetime
) -> None:  # fmt: skip
    """Say yes or no to the part that waits: the words, or the answer to them. Flushes, and tells whose it is.

    `seen`: the mark of what was read (queries.mark_of). Raises DomainError when it was decided or changed since, and for
    a no without a reason.
    """
    part = rules.waits(status=review.status, reply_status=review.reply_status)
    if not part:
        raise DomainError(DECIDED)
    if seen != queries.mark_of(review):
        raise DomainError(CHANGED)
    if not show and not reason:
        raise DomainError("Say why, in a few plain words.")
    _close(session, review, part, show=show, reason=reason, by_id=by_id, at=at)


def take_off(session: Session, *, review: Review, only_answer: bool, reason: str, by_id: int, at: datetime) -> None:
    """Show no more what shows: the words with their answer, or the answer alone. Whoever wrote it reads why. Flushes.

    Raises DomainError where it does not show, and without a reason.
    """
    if review.status != "live" or (only_answer and review.reply_status != "live"):
        raise DomainError("This does not show any more.")
    if not reason:
        raise DomainError("Say why, in a few plain words.")
    _close(session, review, "reply" if only_answer else "words", show=False, reason=reason, by_id=by_id, at=at)


def _close(session: Session, review: Review, part: str, *, show: bool, reason: str, by_id: int, at: datetime) -> None:
    """Write a yes or no to a part down, and tell whose it is."""
    state, reason = ("live", "") if show else ("declined", reason)
    if part == "words":
        review.status, review.reason, review.decided_at, review.decided_by_id = state, reason, at, by_id
    else:
        review.reply_status, review.reply_reason, review.reply_decided_at = state, reason, at
    session.flush()
    deed = "shown" if show else "declined"
    _note(session, review, deed, by_id=by_id, at=at, record="review" if part == "words" else "answer")
    _tell(session, review, part, show=show, at=at)


def _change(session: Session, review: Review, said: Said, *, at: datetime) -> None:
    """Write other words in the place of those before; an answer to the old ones goes with them."""
    if review.status == "live":
        raise DomainError(SHOWN)
    _check(said.words)
    if review.status == "waiting" and (review.again, review.words) == (said.again, said.words):
        return
    review.again, review.words, review.written_at = said.again, said.words, at
    review.status, review.reason, review.decided_at, review.decided_by_id = "waiting", "", None, None
    review.reply = review.reply_status = review.reply_reason = ""
    review.reply_written_at = review.reply_by_id = review.reply_decided_at = None
    session.flush()
    _note(session, review, "changed", by_id=review.person_id, at=at)


def _check(words: str) -> None:
    if wrong := rules.trouble(words):
        raise DomainError(wrong)


def _tell(session: Session, review: Review, part: str, *, show: bool, at: datetime) -> None:
    """Tell the writer of what was decided, and the other side of what shows now."""
    its_page, their_page = rules.page_of(review.source), f"/provider/reviews/{review.id}"
    to_person: tuple[str, str] | None
    to_staff: tuple[str, str] | None
    if part == "words":
        to_person = (texts.LOOKED_AT, texts.SHOWN_WORDS if show else texts.NOT_SHOWN_WORDS)
        to_staff = (texts.SAID, texts.SAID_WORDS) if show else None
    else:
        to_staff = (texts.YOUR_ANSWER, texts.ANSWER_SHOWN_WORDS if show else texts.ANSWER_NOT_SHOWN_WORDS)
        to_person = (texts.ANSWERED, texts.ANSWERED_WORDS) if show else None
    if to_person:
        subject, body = to_person
        tell(session, person_id=review.person_id, subject=subject, body=body, at=at, path=its_page)
    if to_staff:
        subject, body = to_staff
        tell_members(
            session, organisation_id=review.organisation_id, role="staff", subject=subject, body=body, at=at,
            path=their_page,
        )  # fmt: skip


def _note(session: Session, review: Review, deed: str, *, by_id: int, at: datetime, record: str = "review") -> None:
    """Note a deed; what is done to the organisation's answer is about nobody's record."""
    whose = review.person_id if record == "review" else None
    audit.note(
        session, deed=f"{record}.{deed}", record=f"review:{review.id}", at=at, by_person_id=by_id, about_person_id=whose
    )
