"""How soon whoever stands behind a listing answers: what was measured here, and beside it what they say (row A11)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from listings.models import Listing
from marketplace.organisations import answer_times
from marketplace.organisations.models import Organisation


def answer_words(session: Session, *, listing: Listing, asked_here: bool, on: date) -> tuple[str, str]:
    """Return what is usual, and what they say; each "" where it is not known.

    `asked_here`: whether people can ask for its support on this site, for only such asks are measured.
    """
    usually = ""
    if asked_here and listing.organisation_id is not None:
        one = session.get_one(Organisation, listing.organisation_id)
        usually = answer_times.usually_words(
            one.usually_answers_minutes, asks=one.answers_counted, measured_on=one.answers_measured_on, today=on
        )
    return usually, answer_times.say_words(listing.answer_hours, beside=bool(usually))
