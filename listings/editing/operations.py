"""Writing a version of a page, sending it, deciding on it; and what is changed at once: places, waiting, still right."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from listings.editing import parts, price_rules
from listings.editing.facts import facts_of, put, whole
from listings.editing.models import ListingEdit
from listings.editing.queries import open_edit
from listings.editing.rules import differences
from listings.freshness.operations import note_checked
from listings.models import Listing
from listings.regulator.operations import look_up
from listings.regulator.queries import used_by_another
from marketplace.kernel import audit
from marketplace.kernel.clock import london_date
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.postcodes import place
from marketplace.organisations.identity.rules import identity_trouble
from marketplace.organisations.models import Organisation
from marketplace.organisations.operations import tell_members

ANSWERED = "Your page was looked at"
ANSWERED_WORDS = "We have looked at what you wrote for your page. Open it to see what we say."
MOST_TIMES, MOST_OFFERS = 60, 20


def written(session: Session, *, listing: Listing) -> dict[str, Any]:
    """Return the facts as they were written last and not decided yet, or else as the page has them."""
    opened = open_edit(session, listing_id=listing.id)
    return whole(opened.facts, listing=listing) if opened else facts_of(listing)


def write(session: Session, *, listing: Listing, facts: Mapping[str, Any], by_id: int, at: datetime) -> ListingEdit:
    """Keep some facts in the version that is open or in a new one; it is no longer sent. Flushes."""
    if listing.organisation_id is None:
        raise DomainError("Nobody keeps this page here yet.")
    edit = open_edit(session, listing_id=listing.id) or ListingEdit(
        listing_id=listing.id, organisation_id=listing.organisation_id, facts={}
    )
    edit.facts = {**whole(edit.facts, listing=listing), **facts}
    edit.status, edit.sent_at, edit.written_at, edit.written_by_id = "draft", None, at, by_id
    session.add(edit)
    session.flush()
    return edit


def add_time(session: Session, *, listing: Listing, time: Mapping[str, Any], by_id: int, at: datetime) -> None:
    """Write one more time at which it is on; the same one again changes nothing. Raises DomainError for too many."""
    times = list(written(session, listing=listing)["sessions"])
    if time in times:
        return
    if len(times) >= MOST_TIMES:
        raise DomainError(f"A page has room for {MOST_TIMES} times. Take one out first.")
    in_order = sorted([*times, dict(time)], key=lambda one: (one["weekday"], one["opens_at"]))
    write(session, listing=listing, facts={"sessions": in_order}, by_id=by_id, at=at)


def drop_time(session: Session, *, listing: Listing, number: int, by_id: int, at: datetime) -> None:
    """Take out the time at a place in the list; one that is gone already changes nothing."""
    times = list(written(session, listing=listing)["sessions"])
    if 0 <= number < len(times):
        del times[number]
        write(session, listing=listing, facts={"sessions": times}, by_id=by_id, at=at)


def offer_in(facts: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return an offer of a version by its key. Raises NotFoundError."""
    found = next((dict(one) for one in facts["offers"] if one["key"] == key), None)
    if found is None:
        raise NotFoundError("That is not on this page any more.")
    return found


def price_in(offer: Mapping[str, Any], start: str) -> dict[str, Any]:
    """Return an offer's price by the ISO day it starts on. Raises NotFoundError."""
    found = next((dict(one) for one in offer["prices"] if one["valid_from"] == start), None)
    if found is None:
        raise NotFoundError("That price is not on this page any more.")
    return found


def write_offer(
    session: Session, *, listing: Listing, key: str, record: Mapping[str, Any], by_id: int, at: datetime
) -> str:
    """Write what is sold by the hour, a new one where the key is ""; return its key. Raises DomainError for a name twice."""
    facts = written(session, listing=listing)
    offers = [dict(one) for one in facts["offers"]]
    if any(one["name"].lower() == str(record["name"]).lower() and one["key"] != key for one in offers):
        raise DomainError("You sell something of that name already.")
    if key:
        offer_in(facts, key)
        offers = [{**one, **record} if one["key"] == key else one for one in offers]
    else:
        if len(offers) >= MOST_OFFERS:
            raise DomainError(f"A page has room for {MOST_OFFERS} of these. Take one out first.")
        key = f"new-{secrets.token_hex(4)}"
        offers.append({"key": key, "id": None, **record, "prices": []})
    write(session, listing=listing, facts={"offers": offers}, by_id=by_id, at=at)
    return key


def drop_offer(session: Session, *, listing: Listing, key: str, by_id: int, at: datetime) -> None:
    """Take out what is sold; agreements about it stay as they are."""
    offers = [one for one in written(session, listing=listing)["offers"] if one["key"] != key]
    write(session, listing=listing, facts={"offers": offers}, by_id=by_id, at=at)


def write_price(
    session: Session, *, listing: Listing, key: str, start: str, record: Mapping[str, Any], by_id: int, at: datetime
) -> None:
    """Write a price of an offer: the one that starts on a day anew, or one more where `start` is "".

    Raises DomainError where days would have two prices or none, or a price that has begun would change.
    """
    today = london_date(at)
    offer = offer_in(written(session, listing=listing), key)
    prices = list(offer["prices"])
    days: dict[str, Any] = {"id": None, "higher_days": {}, "ordinary_days": []}
    if start:
        old = price_in(offer, start)
        if price_rules.begun(old, today=today):
            raise DomainError("This price has begun, so it stays. To change it, add one from a later day.")
        days = {name: old[name] for name in days}
        prices = price_rules.without_price(prices, start, today=today)
    elif prices:
        newest = max(prices, key=lambda one: str(one["valid_from"]))
        days |= {name: newest[name] for name in ("higher_days", "ordinary_days")}
    _put_prices(session, listing, key, price_rules.with_price(prices, {**days, **record}, today=today), by_id, at)


def drop_price(session: Session, *, listing: Listing, key: str, start: str, by_id: int, at: datetime) -> None:
    """Take out a price that has not begun; the one before it holds on. Raises DomainError once it began."""
    offer = offer_in(written(session, listing=listing), key)
    _put_prices(
        session, listing, key, price_rules.without_price(offer["prices"], start, today=london_date(at)), by_id, at
    )


def write_days(
    session: Session, *, listing: Listing, key: str, start: str, days: tuple[dict[str, str], list[str]], by_id: int,
    at: datetime,
) -> None:  # fmt: skip
    """Write which days a price has at the bank-holiday price: extra ones, and bank holidays at the usual price.

    Days gone by stay as they were read. Flushes.
    """
    offer = offer_in(written(session, listing=listing), key)
    price_in(offer, start)
    extra, plain = days
    prices = [
        {**one, "higher_days": extra, "ordinary_days": plain} if one["valid_from"] == start else one
        for one in offer["prices"]
    ]
    _put_prices(session, listing, key, prices, by_id, at)


def _put_prices(
    session: Session, listing: Listing, key: str, prices: list[dict[str, Any]], by_id: int, at: datetime
) -> None:
    facts = written(session, listing=listing)
    offers = [{**one, "prices": prices} if one["key"] == key else one for one in facts["offers"]]
    write(session, listing=listing, facts={"offers": offers}, by_id=by_id, at=at)


def send(session: Session, *, edit: ListingEdit | None, listing: Listing, by_id: int, at: datetime) -> None:
    """Send a version to be checked. Raises DomainError where nothing changed, it was sent already, or facts are missing."""
    if edit is None:
        raise DomainError("Nothing is different from the page as it is.")
    if edit.status != "draft":
        raise DomainError("This was sent already.")
    facts = whole(edit.facts, listing=listing)
    if listing.status == "live" and not differences(facts_of(listing), facts):
        raise DomainError("Nothing is different from the page as it is.")
    lacking = next(iter(parts.missing(facts).values()), "") or _may_not_sell(session, listing, facts)
    if lacking:
        raise DomainError(lacking)
    edit.facts, edit.status, edit.sent_at = facts, "sent", at
    session.flush()
    audit.note(session, deed="page.sent", record=f"listing:{listing.id}", at=at, by_person_id=by_id)


def _may_not_sell(session: Session, listing: Listing, facts: Mapping[str, Any]) -> str:
    """Return what stands against selling by the hour, in one sentence, or "": who sells (C11), whose number it is (W1)."""
    if facts["regulator_number"] and used_by_another(session, facts["regulator_number"], listing.organisation_id):
        return "Another organisation here gives that regulator’s number. Look at it again, or ring us."
    if not any(offer["prices"] for offer in facts["offers"]):
        return ""
    trouble = identity_trouble(session.get_one(Organisation, listing.organisation_id))
    return f"{trouble} You find them under “Who you are”." if trouble else ""


def drop(session: Session, *, edit: ListingEdit | None, by_id: int, at: datetime) -> None:
    """Throw away what was written and not decided; the page stays as it is."""
    if edit is not None:
        edit.status = "withdrawn"
        session.flush()
        audit.note(session, deed="page.dropped", record=f"listing:{edit.listing_id}", at=at, by_person_id=by_id)


def approve(session: Session, *, edit: ListingEdit, listing: Listing, by_id: int, at: datetime) -> None:
    """Put a version live; what was there is kept as history. Flushes. Raises DomainError when it was decided already."""
    _still_waits(edit)
    edit.before = facts_of(listing)
    put(listing, edit.facts)
    if edit.before.get("postcode") != listing.postcode or listing.latitude is None:
        _put_in_place(listing)
    if edit.before.get("regulator_number") != listing.regulator_number:
        look_up(session, listing=listing)
    listing.updated_at, listing.status = at, "live"
    note_checked(listing, ["all"], london_date(at))
    _decide(session, edit, "live", "", by_id=by_id, at=at)


def decline(session: Session, *, edit: ListingEdit, reason: str, by_id: int, at: datetime) -> None:
    """Say no to a version, with a reason they read; the page stays as it is. Raises DomainError when decided already."""
    _still_waits(edit)
    if not reason:
        raise DomainError("Say why, in a few plain words.")
    _decide(session, edit, "declined", reason, by_id=by_id, at=at)


def change_today(
    session: Session, *, listing: Listing, places_left: int | None, waiting_weeks: int | None, by_id: int, at: datetime
) -> None:
    """Change at once what changes from day to day: places left and weeks to wait (row A11). Flushes."""
    listing.places_left, listing.waiting_weeks, listing.updated_at = places_left, waiting_weeks, at
    note_checked(listing, ["places"], london_date(at))
    edit = open_edit(session, listing_id=listing.id)
    if edit is not None:  # what is being written must not bring the old numbers back
        edit.facts = {**edit.facts, "places_left": places_left, "waiting_weeks": waiting_weeks}
    session.flush()
    audit.note(session, deed="page.today", record=f"listing:{listing.id}", at=at, by_person_id=by_id)


def still_right(session: Session, *, listing: Listing, by_id: int, at: datetime) -> None:
    """Note that whoever runs it says that every fact is still right (rule D3). Flushes."""
    listing.updated_at = at
    note_checked(listing, ["all"], london_date(at))
    session.flush()
    audit.note(session, deed="page.confirmed", record=f"listing:{listing.id}", at=at, by_person_id=by_id)


def _still_waits(edit: ListingEdit) -> None:
    if edit.status != "sent":
        raise DomainError("Somebody has decided on this already, or they are changing it.")


def _decide(session: Session, edit: ListingEdit, status: str, reason: str, *, by_id: int, at: datetime) -> None:
    edit.status, edit.reason, edit.decided_at, edit.decided_by_id = status, reason, at, by_id
    session.flush()
    audit.note(session, deed=f"page.{status}", record=f"listing:{edit.listing_id}", at=at, by_person_id=by_id)
    tell_members(
        session, organisation_id=edit.organisation_id, role="staff", subject=ANSWERED, body=ANSWERED_WORDS, at=at,
        path=f"/provider/listings/{edit.listing_id}",
    )  # fmt: skip


def _put_in_place(listing: Listing) -> None:
    found = place(listing.postcode)
    if found is None and not listing.postcode and listing.latitude is not None:
        return
    listing.latitude, listing.longitude = (found.latitude, found.longitude) if found else (None, None)
    listing.placed_by = found.precision if found else ""
    listing.nation = found.nation if found else listing.nation
