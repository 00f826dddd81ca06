"""Reading what has grown old, what is to be asked today and of whom, and one prompt with its page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from listings.freshness.models import FreshnessPrompt
from listings.freshness.rules import (
    COLUMNS,
    OLD_AFTER,
    PLACES,
    PLACES_AFTER,
    PRICE,
    VERY_OLD_AFTER,
    Dated,
    due,
    why_not,
)
from listings.models import Listing, Offer, PriceList, SessionTime
from marketplace.kernel.clock import london_date
from marketplace.kernel.db import in_parts
from marketplace.kernel.errors import NotFoundError
from marketplace.organisations.models import Membership
from marketplace.people.preferences.models import Preferences

NOT_THEIRS = frozenset({
    "id", "source", "source_key", "organisation_id", "status", "source_dated", "source_name", "source_url", "licence",
    "fingerprint", "created_at", "updated_at", "checked_on", "facts_checked", "freshness", "latitude", "longitude",
    "placed_by", "nation", "regulator_name", "regulator_rating", "regulator_rated_on", "regulator_checked_on",
    "places_left", "waiting_weeks",
})  # fmt: skip
"""Columns that whoever runs a page does not vouch for, and its places: those change from day to day, which makes no link
to the rest of the page worthless."""


@dataclass(frozen=True)
class Due:
    """One thing to ask today: whose page, its name, and what about it."""

    listing_id: int
    organisation_id: int
    name: str
    about: str


def to_change(session: Session, *, on: date) -> dict[int, str]:
    """Return each live listing whose freshness is not what it should be on a day → what it should be.

    The same as `rules.freshness_of`, said to the database, so that only those that change are read.
    """
    source_is_old = and_(Listing.organisation_id.is_(None), Listing.source_dated <= on - OLD_AFTER)
    should = case(
        (Listing.checked_on <= on - VERY_OLD_AFTER, "very_old"),
        (or_(Listing.checked_on.is_(None), Listing.checked_on <= on - OLD_AFTER, source_is_old), "old"),
        else_="",
    )
    rows = session.execute(
        select(Listing.id, should).where(Listing.status == "live", Listing.freshness != should).order_by(Listing.id)
    )
    return dict(rows.tuples().all())


def due_now(session: Session, *, on: date) -> list[Due]:
    """Return what is to be asked on a day about the live pages that organisations keep, by organisation and name."""
    asked: dict[int, dict[str, date]] = {}
    last = func.max(FreshnessPrompt.asked_at)
    old_enough = or_(Listing.checked_on.is_(None), Listing.checked_on <= on - PLACES_AFTER)
    kept = (Listing.status == "live", Listing.organisation_id.is_not(None), old_enough)
    for number, about, when in session.execute(
        select(FreshnessPrompt.listing_id, FreshnessPrompt.about, last)
        .join(Listing, Listing.id == FreshnessPrompt.listing_id)
        .where(*kept)
        .group_by(FreshnessPrompt.listing_id, FreshnessPrompt.about)
    ):
        asked.setdefault(number, {})[about] = london_date(when)
    sells = exists().where(PriceList.offer_id == Offer.id, Offer.listing_id == Listing.id, Offer.active)
    rows = session.execute(
        select(
            Listing.id, Listing.organisation_id, Listing.name, Listing.checked_on, Listing.created_at,
            Listing.facts_checked, Listing.door_price_pence, Listing.places_left, Listing.waiting_weeks, sells.label("sells"),
        )
        .where(*kept)
        .order_by(Listing.organisation_id, Listing.name, Listing.id)
    )  # fmt: skip
    return [
        Due(row.id, row.organisation_id, row.name, about)
        for row in rows
        for about in due(_dated(row), asked=asked.get(row.id, {}), on=on)
    ]


def staff_of(session: Session, *, organisation_ids: Collection[int], on: date) -> dict[int, list[tuple[int, str]]]:
    """Return organisation → its staff on a day, each with the way they like to be reached; those without staff are not in it."""
    found: dict[int, list[tuple[int, str]]] = {}
    for some in in_parts(sorted(organisation_ids)):
        rows = session.execute(
            select(Membership.organisation_id, Membership.person_id, Preferences.way)
            .join(Preferences, Preferences.person_id == Membership.person_id, isouter=True)
            .where(
                Membership.organisation_id.in_(some), Membership.role == "staff", Membership.starts_on <= on,
                or_(Membership.ends_on.is_(None), Membership.ends_on >= on),
            )
            .order_by(Membership.organisation_id, Membership.person_id)
        )  # fmt: skip
        for organisation_id, person_id, way in rows:
            found.setdefault(organisation_id, []).append((person_id, way or "email"))
    return found


def whole(session: Session, *, listing_ids: Collection[int]) -> dict[int, Listing]:
    """Return listings by number with everything that a fingerprint is made of."""
    found = session.scalars(
        select(Listing)
        .where(Listing.id.in_(set(listing_ids)))
        .options(selectinload(Listing.offers).selectinload(Offer.prices), selectinload(Listing.sessions))
    )
    return {one.id: one for one in found}


def prompt_with_page(session: Session, *, prompt_id: int | None, hold: bool = False) -> tuple[FreshnessPrompt, Listing]:
    """Return a prompt and its page in any state, held when it is to be answered. Raises NotFoundError."""
    wanted = select(FreshnessPrompt).where(FreshnessPrompt.id == (prompt_id or 0))
    found = session.scalar(wanted.with_for_update() if hold else wanted)
    if found is None:
        raise NotFoundError("We do not know this link. Look at your mail again, or sign in to see your pages.")
    return found, whole(session, listing_ids=[found.listing_id])[found.listing_id]


def trouble(prompt: FreshnessPrompt, listing: Listing, *, on: date) -> str:
    """Return why a prompt can no longer be answered by its link ("answered", "gone", "changed", "late"), or ""."""
    return why_not(
        answered_on=london_date(prompt.answered_at) if prompt.answered_at else None,
        is_live=listing.status == "live",
        same=prompt.fingerprint == fingerprint(listing, prompt.about),
        asked_on=london_date(prompt.asked_at),
        on=on,
    )


def fingerprint(listing: Listing, about: str) -> str:
    """Return a hash of the facts that a prompt is about, as they are now: "all", "price" or "places"."""
    names = COLUMNS[about] if about in COLUMNS else {one.name for one in Listing.__table__.columns} - NOT_THEIRS
    told: dict[str, Any] = {name: getattr(listing, name) for name in sorted(names) if name in Listing.__table__.columns}
    if about != PLACES:
        told["offers"] = [
            [offer.name, offer.tasks, offer.personal_care, offer.active, [_columns(one) for one in offer.prices]]
            for offer in listing.offers
        ]
    if about not in {PRICE, PLACES}:
        told["sessions"] = sorted((_columns(one) for one in listing.sessions), key=str)
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()[:32]


def _columns(one: PriceList | SessionTime) -> dict[str, Any]:
    return {
        each.name: getattr(one, each.name)
        for each in type(one).__table__.columns
        if each.name not in {"id", "listing_id", "offer_id"}
    }


def _dated(row: Row[Any]) -> Dated:
    made: datetime = row.created_at
    return Dated(
        checked_on=row.checked_on or london_date(made),
        facts_checked=row.facts_checked or {},
        has_price=bool(row.sells) or bool(row.door_price_pence),
        has_places=row.places_left is not None or row.waiting_weeks is not None,
    )
